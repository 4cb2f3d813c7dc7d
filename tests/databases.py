"""A PostgreSQL server of the tests' own, on a socket of its own; and what is installed of it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MISSING = "PostgreSQL is not installed (apt-get install postgresql); the ledger is tested on SQLite only"


def programs() -> Path | None:
    """The folder that holds initdb and postgres, None where there is none."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


@contextmanager
def running() -> Iterator[str]:
    """The folder of the socket of a fresh server. As root it runs as the user `postgres`: the server refuses root."""
    folder = programs()
    assert folder is not None
    home = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(home, "postgres")
    data = home / "data"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([*as_user, folder / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync"], check=True, cwd=home, **quiet)
    options = f"-k {home} -c listen_addresses=''"
    control = [*as_user, folder / "pg_ctl", "-D", data]
    subprocess.run([*control, "-w", "-o", options, "-l", home / "log", "start"], check=True, cwd=home, **quiet)
    try:
        yield str(home)
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, cwd=home, **quiet)
        shutil.rmtree(home, ignore_errors=True)


def new_database(socket: str, name: str) -> str:
    """The URL of a new database of a server."""
    import pg8000.native

    connection = pg8000.native.Connection("postgres", database="postgres", unix_sock=f"{socket}/.s.PGSQL.5432")
    connection.run(f"CREATE DATABASE {name}")
    connection.close()
    return f"postgresql://postgres@/{name}?unix_sock={socket}/.s.PGSQL.5432"
