"""The question that several verbs put to a ledger: parties, and options that narrow it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from detente.cli._ledger import LEDGER

if TYPE_CHECKING:
    from pathlib import Path

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    LEDGER,
    click.option("--since", metavar="DAY", default="", help="From 2019, 2019-05 or 2019-05-16 on."),
    click.option("--until", metavar="DAY", default="", help="Up to this day, month or year."),
    click.option("--type", "types", metavar="TYPE", multiple=True, help="A PLOVER type, e.g. AID; may be given several times."),
    click.option("--status", "statuses", metavar="STATUS", multiple=True, help="confirmed, reported, alleged, disputed, denied ..."),
)
_TIMES = (
    click.option("--as-of", "as_of", metavar="DAY", default="", help="As it was known at the end of this day."),
    click.option(
        "--clock", default="said", show_default=True, help="A claim is known once `said` (printed) or `learned` (by this ledger)."
    ),
)
LANGUAGE = click.option("--language", metavar="TAG", default="en", show_default=True, help="Language of names and words, e.g. en, id.")


def asking(command: Command) -> Command:
    """A command with the parties and options that say which events: CODE..., --ledger, --since, --until, --type, --status."""
    for option in reversed((click.argument("parties", metavar="[CODE]...", nargs=-1), *_OPTIONS)):
        command = option(command)
    return command


def as_known(command: Command) -> Command:
    """A command that can go back to what was known on a day: --as-of, --clock."""
    for option in reversed(_TIMES):
        command = option(command)
    return command


def write_bytes(data: bytes, output: str) -> None:
    """Writes a document to a file or, for "-", to standard output. Raises SourceError where that cannot be written."""
    import sys
    from pathlib import Path

    from detente.errors import SourceError

    try:
        if output == "-":
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
        else:
            put(Path(output), data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise SourceError(f"{output}: cannot be written ({error.strerror or error})") from error


def put(path: "Path", data: bytes) -> None:
    """Puts a file in its place whole: who reads it meanwhile sees the old one or the new one, never half of either."""
    import os
    import tempfile

    if path.exists() and not path.is_file():  # a pipe or /dev/stdout has no place to be moved to
        path.write_bytes(data)
        return
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    new = type(path)(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _umask() -> int:
    import os

    mask = os.umask(0o022)
    os.umask(mask)
    return mask
