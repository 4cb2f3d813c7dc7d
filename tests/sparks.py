"""Spark for the tests and the bench of shards: whether it can run here, a cluster of two workers, and one of them killed."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

CLUSTER = "local-cluster[2,1,1024]"  # two workers with a core each, in processes of their own
TESTS = Path(__file__).resolve().parent


def missing() -> str:
    """Why Spark cannot run here, "" where it can."""
    if not find_spec("pyspark"):
        return "PySpark is not installed: python -m pip install 'detente[spark]'"
    java = os.environ.get("JAVA_HOME")
    if not (shutil.which("java") or (java and Path(java, "bin", "java").is_file())):
        return "Java is not installed: apt-get install openjdk-17-jre-headless"
    return ""


@contextmanager
def started(code: str, *arguments: object, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A Python process in which Spark runs, with our readers known to its workers; what it says goes to spark.log in the folder."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(TESTS), *filter(None, sys.path)]),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_WORKER_DIR": str(folder / "workers"),
        "PYSPARK_SUBMIT_ARGS": f"--conf spark.ui.enabled=false --conf spark.local.dir={folder}/spark pyspark-shell",
    }
    with (folder / "spark.log").open("wb") as log:
        run = subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)], env=environment, stdout=log, stderr=log, cwd=folder)
        try:
            yield run
        finally:
            run.kill()
            run.wait()


def kill_worker(path: Path, run: "subprocess.Popen[bytes]", seconds: float) -> int:
    """Kills the executor that reads the article which waits for the path (deadly.WAIT), then lets it go on; the pid of the executor, or 0."""
    deadline = time.monotonic() + seconds
    while not (said := list(path.parent.glob(f"{path.name}.*"))):
        if time.monotonic() > deadline or run.poll() is not None:
            return 0
        time.sleep(0.2)
    pid = int(said[0].suffix[1:])
    while pid > 1 and b"CoarseGrainedExecutorBackend" not in Path(f"/proc/{pid}/cmdline").read_bytes():
        pid = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    if pid > 1:
        os.kill(pid, signal.SIGKILL)
    path.touch()
    return pid if pid > 1 else 0
