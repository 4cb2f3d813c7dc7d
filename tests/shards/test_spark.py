"""The same shards read by Spark: a cluster of two workers, one of them killed, and an article that kills whoever reads it."""

import pytest
from deadly import DIE, WAIT
from shardings import article, job, rows_of, states_of, write_lines
from sparks import CLUSTER, kill_worker, missing, started

from detente.shards import code

RUN = """
import sys
from shardings import job
from detente.shards import code
outcome = code([sys.argv[1]], job(sys.argv[2], shard_bytes=900), engine="spark", master=sys.argv[3])
print("markers", len(outcome.markers))
"""


@pytest.fixture(autouse=True)
def _spark_is_there():
    if reason := missing():
        pytest.skip(reason)


def test_a_worker_that_is_killed_and_an_article_that_kills_cost_no_other_article(tmp_path):
    rows = [article(n) for n in range(24)]
    rows[5], rows[17] = article(5, DIE), article(17, f"{WAIT}{tmp_path}/go#")
    path = write_lines(tmp_path / "a.jsonl", rows)
    with started(RUN, path, tmp_path / "out", CLUSTER, folder=tmp_path) as run:
        killed = kill_worker(tmp_path / "go", run, seconds=400)
        ended = run.wait(timeout=400)
    log = (tmp_path / "spark.log").read_text(errors="replace")

    assert killed, log[-3000:]
    assert ended == 0, log[-3000:]
    assert "ExecutorLostFailure" in log or "Lost executor" in log
    assert len(list(tmp_path.glob("go.*"))) == 2  # the article was read again, by another process
    states = states_of(tmp_path / "out")
    assert len(states) == 24
    assert {number for number, state in states.items() if state != ("read", "")} == {"6"}
    assert states["6"] == ("quarantined", "killed")
    code([path], job(tmp_path / "local", shard_bytes=900))
    assert rows_of(tmp_path / "out") == rows_of(tmp_path / "local")
    assert rows_of(tmp_path / "out", "claims") == rows_of(tmp_path / "local", "claims")
