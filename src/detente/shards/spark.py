"""Shards read by the workers of a Spark cluster; Spark hands them out, and again where a worker is lost."""

import os
import sys
from collections.abc import Sequence
from functools import partial
from typing import Any

from detente.errors import MissingExtra, SourceError, UsageError
from detente.shards.job import Job, Shard
from detente.shards.watch import Processes
from detente.shards.work import run_shard
from detente.shards.write import Marker

_FAILURES = 16
"""How often a task may fail before the run does: Spark's own 4 is soon used up where machines are taken away."""


def run_spark(shards: Sequence[Shard], job: Job, *, master: str = "", again: frozenset[str] = frozenset()) -> list[Marker]:
    """The markers of shards in their order, one Spark task a shard; `master` "" takes that of Spark's own configuration.

    Raises MissingExtra where PySpark or Java is not installed, SourceError where Spark gives up.
    """
    session = _session(master)
    try:
        context = session.sparkContext
        if not shards:
            return []
        work = partial(_run_task, job=job, again=again)
        found: list[Marker | UsageError] = context.parallelize(list(shards), len(shards)).map(work).collect()
    except Exception as error:
        raise SourceError(f"Spark gave up: {_told(error)}; what is done is kept, start again to go on") from error
    finally:
        session.stop()
    for one in found:
        if isinstance(one, UsageError):
            raise one
    return [one for one in found if isinstance(one, Marker)]


def _run_task(shard: Shard, *, job: Job, again: frozenset[str]) -> Marker | UsageError:
    """The marker of a shard; what no second try can mend comes back as it is, so that Spark does not try."""
    try:
        return run_shard(shard, job, _processes(job), again=shard.name in again)
    except UsageError as error:
        return error


_known: list[Processes] = []


def _processes(job: Job) -> Processes:
    """The reading processes of this Spark worker: they live as long as it does, and end when it is killed."""
    found = next((one for one in _known if one.job == job), None)
    if not found:
        found = Processes(job)
        _known.append(found)
    return found


def _session(master: str) -> Any:  # a SparkSession; pyspark is an extra
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MissingExtra("PySpark is not installed; install it with: python -m pip install 'detente[spark]'") from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else workers take whatever `python3` is theirs
    builder = SparkSession.builder.appName("detente code").config("spark.task.maxFailures", _FAILURES)
    try:
        return (builder.master(master) if master else builder).getOrCreate()
    except PySparkRuntimeError as error:
        hint = "Java 17 or later is needed, e.g. apt-get install openjdk-17-jre-headless, and JAVA_HOME where it is not the default"
        raise MissingExtra(f"Spark does not start ({_told(error)}); {hint}") from error


def _told(error: Exception) -> str:
    """The last line of what Python or Java said that says something."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip() and not line.strip().startswith("at ")]
    named = [line for line in lines if "Error: " in line]
    return (named or lines or [type(error).__name__])[0][:300]
