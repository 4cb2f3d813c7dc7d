"""How fast and how lean an ingest is: `python bench/ingest.py [--articles 640] [--copies 6] [--memory 50000] [--folder DIR]`.

Articles of `bench/mixing.py`, all different, and the same with six near copies of each (`--copies`), are read alone and ingested, block by
block in turns, so that both meet the same machine; what counts is processor time. For two jobs it is told what they cost: the processor
time of the process that writes and of those that read, an article, their start left out. On two free cores two jobs can be as many times
faster than one as that allows (`bound`); the wall clock beside it says what the machine gave at that moment, with its load. `--memory`
ingests many articles in one process and prints peak memory, ledger and speed by the thousand; `--articles 0` and `--memory 0` leave a part
out.
"""

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import argparse
import json
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from mixing import mixed_articles

from detente.ingest import Settings, ingest
from detente.intake import Given, read_source
from detente.ledger import open_store
from detente.records import Article

BLOCK = 64
_CUT, _EDITED = (1.0, 0.6), 0.03


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=640)
    parser.add_argument("--copies", type=int, default=6, help="near copies of each article in the second round")
    parser.add_argument("--memory", type=int, default=50_000)
    parser.add_argument("--folder", default=None, help="where the articles and ledgers are made: some 2 GB for 50,000")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        if options.articles:
            articles = list(mixed_articles(options.articles))
            ratio = _in_turns(Path(folder) / "mixed", articles)
            print(f"figure ingest.relative_to_read {ratio:.2f}")
            copied = list(_copies(articles[: len(articles) // (options.copies + 1)], options.copies))
            print(f"figure ingest.relative_to_read_copies {_in_turns(Path(folder) / 'copies', copied):.2f}")
            _two_jobs(Path(folder) / "jobs", articles)
        if options.memory:
            _memory(Path(folder), options.memory)


def _write(folder: Path, articles: list[Article]) -> list[Path]:
    """The articles as Markdown files with a date, a block a folder."""
    folders = []
    for start in range(0, len(articles), BLOCK):
        folders.append(folder / f"{start:06}")
        folders[-1].mkdir(parents=True)
        for number, article in enumerate(articles[start : start + BLOCK], start):
            head = f"date: {article.published}\npublisher: {article.publisher}"
            (folders[-1] / f"{number:06}.md").write_text(f"---\n{head}\n---\n{article.text}\n", encoding="utf-8")
    return folders


def _in_turns(folder: Path, articles: list[Article]) -> float:
    """The speed of an ingest as a share of that of reading alone; the first block only warms both up."""
    blocks = _write(folder, articles)
    store = open_store(str(folder / "turns.db"), write=True)
    used = {"read": 0.0, "ingest": 0.0}
    for place, block in enumerate(blocks):
        for kind in ("read", "ingest") if place % 2 else ("ingest", "read"):
            start = time.process_time()
            if kind == "ingest":
                ingest(store, [str(block)], settings=Settings())
            else:
                for path in sorted(block.iterdir()):
                    read_source(str(path), given=Given())
            used[kind] += (time.process_time() - start) if place else 0.0
    store.close()
    count = len(articles) - BLOCK
    each = {kind: value / count * 1000 for kind, value in used.items()}
    print(f"{folder.name}: {count} articles in turns: {each['read']:.1f} ms of one core to read, {each['ingest']:.1f} ms to ingest")
    return used["read"] / used["ingest"]


def _copies(articles: list[Article], count: int) -> Iterator[Article]:
    """Each article and near copies of it by other papers: some cut, three words in a hundred left out or changed."""
    chance = random.Random(3)
    for article in articles:
        yield article
        for number in range(count):
            words = article.text.split(" ")
            words = words[: round(len(words) * _CUT[number % 2])]
            for place in chance.sample(range(len(words)), round(len(words) * _EDITED)):
                words[place] = chance.choice((words[place - 1], ""))
            yield Article(
                text=" ".join(words), language=article.language, published=article.published, published_basis="given",
                publisher=f"Copying Paper {number}",
            )  # fmt: skip


def _two_jobs(folder: Path, articles: list[Article]) -> None:
    """What two jobs cost beside one, an article, from the difference of a long and a short run: the start is in both."""
    blocks = _write(folder, articles)
    short, long = blocks[:2], blocks
    count = sum(len(list(block.iterdir())) for block in long) - 2 * BLOCK
    runs = {}
    for jobs in (1, 2):
        for name, some in (("short", short), ("long", long)):
            runs[jobs, name] = _timed(folder / f"{jobs}-{name}.db", some, jobs)
    one, two = ([b - a for a, b in zip(runs[jobs, "short"], runs[jobs, "long"], strict=True)] for jobs in (1, 2))
    (main, readers, wall), alone = two, one[0]
    bound = alone / max(main, readers / 2, (main + readers) / 2)
    each = [1000 * value / count for value in (alone, main, readers)]
    print(f"one job {each[0]:.1f} ms of one core an article; two jobs {each[1]:.1f} ms to write, {each[2]:.1f} ms to read")
    load = f"with a load of {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print(f"  on the clock {one[2]:.1f} and {wall:.1f} s for {count} articles, {load}")
    print(f"figure ingest.two_jobs_bound {bound:.2f}")
    print(f"figure ingest.two_jobs_ratio {one[2] / wall:.2f}")


def _timed(ledger: Path, blocks: list[Path], jobs: int) -> tuple[float, float, float]:
    """Processor seconds of this process, of its children, and seconds on the clock of one ingest."""
    def children() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    before, start, own = children(), time.perf_counter(), time.process_time()
    store = open_store(str(ledger), write=True)
    ingest(store, [str(block) for block in blocks], settings=Settings(), jobs=jobs)
    wall, used = time.perf_counter() - start, time.process_time() - own
    store.close()
    while multiprocessing.active_children():
        time.sleep(0.05)  # a process counts once it has ended
    return used, children() - before, wall


def _memory(folder: Path, count: int) -> None:
    """Peak memory, size and speed of one ingest by the thousand, in a process of its own."""
    rows = folder / "rows.jsonl"
    with rows.open("w", encoding="utf-8") as file:
        for article in mixed_articles(count):
            row = {"text": article.text, "date": str(article.published), "language": article.language, "publisher": article.publisher}
            file.write(json.dumps(row) + "\n")
    context = multiprocessing.get_context("spawn")  # a fork would begin with the memory of this process
    child = context.Process(target=_ingest_rows, args=(str(folder / "memory.db"), str(rows), count))
    child.start()
    child.join()


def _ingest_rows(ledger: str, rows: str, count: int) -> None:
    marks = {"next": min(1000, count), "used": time.process_time(), "first": 0.0}

    def advance(summary: object) -> None:
        seen = summary.seen  # type: ignore[attr-defined]
        if seen < marks["next"] and seen < count:
            return
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        if not marks["first"]:
            marks["first"] = peak
            print(f"figure ingest.peak_mb_first_1000 {peak:.0f}", flush=True)
        used = time.process_time()
        size = sum(path.stat().st_size for path in Path(ledger).parent.glob(f"{Path(ledger).name}*")) / 1e6
        speed = 1000 / (used - marks["used"])
        print(f"{seen} articles: peak {peak:.0f} MB, ledger {size:.0f} MB, {speed:.1f} a second of one core", flush=True)
        marks["next"], marks["used"] = seen + 1000, used

    ingest(open_store(ledger, write=True), [rows], settings=Settings(), advance=advance)
    print(f"figure ingest.peak_mb_{count} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}", flush=True)


if __name__ == "__main__":
    main()
