"""What `detente code` costs and survives: `python bench/shards.py [--articles 20000] [--cost 400] [--folder DIR]`.

The cost is that of our examples, numbered so that each differs, read by one process of the local engine: processor time of all that is
started, and bytes of what is written, per million. The run on Spark is a cluster of two workers on this machine, with short articles of two
sentences and shards of a thousand: one worker is killed with `kill -9` while it reads, and one article kills every process that reads it.
It is complete when every article has its row and only the poisoned one is put aside. Needs `detente[spark]` and Java 17; `--articles 0` or
`--cost 0` leaves a part out.
"""  # not named code.py: the standard library has a module of that name, which a debugger loads

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import argparse
import json
import resource
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from reading import ROOT, example_articles, read

sys.path.insert(0, str(ROOT / "tests"))

import pyarrow.parquet as pq
from deadly import DIE, WAIT
from shardings import article, write_lines
from sparks import CLUSTER, kill_worker, missing, started

from detente.ingest import ingest
from detente.ingest.settings import Settings
from detente.ledger import open_store
from detente.shards import Job, code, ingest_coded

_MILLION = 1_000_000
_RUN = """
import sys
from detente.ingest import Settings
from detente.intake import Given
from detente.shards import Job, code
job = Job(output=sys.argv[2], settings=Settings(given=Given(language="en")), reader="deadly:read", shard_bytes=int(sys.argv[4]))
code([sys.argv[1]], job, engine="spark", master=sys.argv[3])
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000, help="articles of the run on Spark")
    parser.add_argument("--cost", type=int, default=400, help="articles that the cost is measured on")
    parser.add_argument("--folder", default=None, help="where the files are made")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        if options.cost:
            _cost(Path(folder), options.cost)
        if options.articles and not missing():
            _spark(Path(folder), options.articles)
        elif options.articles:
            print(f"the run on Spark is left out: {missing()}")


def _cost(folder: Path, count: int) -> None:
    examples = list(islice(cycle(example_articles()), count))
    rows = [
        {"text": f"{a.text}\n\nNo. {n}.", "date": str(a.published or ""), "language": a.language, "publisher": f"Paper {n % 7}"}
        for n, a in enumerate(examples)
    ]
    path = _write(folder / "examples.jsonl", rows)
    for one in examples[:40]:
        read(one)
    start = time.process_time()
    for one in examples[:100]:
        read(one)
    reading = (time.process_time() - start) / min(100, count)
    before = _used()
    code([path], Job(output=str(folder / "coded")))
    seconds = (_used() - before) / count
    different = len(example_articles())  # the same again would be packed to nothing
    few = code([_write(folder / "few.jsonl", rows[:different])], Job(output=str(folder / "few")))
    sizes = {name: sum(getattr(marker, f"{name}_bytes") for marker in few.markers) / different for name in ("articles", "claims")}
    words = sum(len(row["text"].split()) for row in rows) / count
    print(f"{count} articles of {words:.0f} words: {seconds * 1000:.1f} ms of one core each, {reading / seconds:.2f} of it for reading")
    print(f"figure code.core_hours_per_million {seconds * _MILLION / 3600:.1f}")
    print(f"figure code.gb_per_million {sum(sizes.values()) * _MILLION / 1e9:.2f}")
    print(f"figure code.claims_gb_per_million {sizes['claims'] * _MILLION / 1e9:.2f}")
    store = open_store(str(folder / "coded.db"), write=True)
    start = time.process_time()
    ingest_coded(store, [str(folder / "coded")])
    bringing = (time.process_time() - start) / count
    store.close()
    size = (folder / "coded.db").stat().st_size / count
    print(f"into a ledger: {bringing * 1000:.1f} ms of one core each, {size:.0f} bytes (examples over and over: every claim has copies)")
    straight = open_store(str(folder / "straight.db"), write=True)
    ingest(straight, [path], settings=Settings())
    same = _digest(straight) == _digest(open_store(str(folder / "coded.db")))
    print(f"figure code.same_ledger {int(same)}")


def _write(path: Path, rows: list[dict]) -> str:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return str(path)


def _spark(folder: Path, count: int) -> None:
    rows = [article(n) for n in range(count)]
    rows[count // 3] = article(count // 3, DIE)
    rows[count // 2] = article(count // 2, f"{WAIT}{folder}/go#")
    path = write_lines(folder / "short.jsonl", rows)
    size = Path(path).stat().st_size * 1000 // count
    start = time.perf_counter()
    with started(_RUN, path, folder / "out", CLUSTER, size, folder=folder) as run:
        killed = kill_worker(folder / "go", run, seconds=7200)
        code_of_run = run.wait()
    wall = time.perf_counter() - start
    if code_of_run:
        print((folder / "spark.log").read_text(errors="replace")[-3000:])
    names = sorted(done.stem for done in (folder / "out" / "done").glob("*.json"))
    files = [folder / "out" / "articles" / f"{name}.parquet" for name in names]
    found = [row for file in files for row in pq.read_table(file, columns=["key", "state"]).to_pylist()]
    keys, states = [row["key"] for row in found], [row["state"] for row in found]
    aside = [row["key"].rsplit("#", 1)[-1] for row in found if row["state"] == "quarantined"]
    complete = code_of_run == 0 and len(keys) == len(set(keys)) == count and states.count("read") == count - 1
    print(f"{len(found):,} of {count:,} articles in {len(names)} shards, put aside: line {', '.join(aside)}; {wall:.0f} s")
    print(f"figure code.spark_articles {len(found)}")
    print(f"figure code.spark_workers_killed {int(killed > 0)}")
    print(f"figure code.spark_poisoned_reported {int(aside == [str(count // 3 + 1)])}")
    print(f"figure code.spark_complete {int(complete)}")


def _digest(store: object) -> str:
    from detente.ledger.digest import content_digest

    with store.reading() as connection:
        return content_digest(connection)


def _used() -> float:
    """Processor time of this process and of those it has started and waited for, in seconds."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


if __name__ == "__main__":
    main()
