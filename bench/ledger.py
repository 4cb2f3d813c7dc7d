"""How fast a ledger is filled and asked: `python bench/ledger.py [--claims 1000000 10000000]`.

Synthetic claims of 200 parties, who deal mostly with a few partners each, over 31 years in the order of time, ten an article and three an
event. Their texts are short, their copies are not looked for and nothing is joined: what an ingest costs is measured by bench/ingest.py.
Asked twice: while a process goes on appending beside it, and alone. All times are of a machine that may have other work.
"""

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import argparse
import datetime as dt
import hashlib
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import detente
from detente.ledger import Entry, open_store
from detente.ledger.append import append
from detente.ledger.entry import EPOCH, Row
from detente.ledger.events import Event, replace_events
from detente.ledger.pack import pack_text, pack_told
from detente.ledger.rollup import load_all
from detente.records import Article, Claim, Entity, Happening, Moment, Party, Standing, Told

_PARTIES = [f"{chr(65 + n // 26)}{chr(65 + n % 26)}X" for n in range(200)]
_KINDS = (
    ("AID", "material cooperation", 7.0), ("CONSULT", "verbal cooperation", 1.5), ("ACCUSE", "verbal conflict", -3.0),
    ("ASSAULT", "material conflict", -10.0),
)  # fmt: skip
_STATUSES = ("reported", "confirmed", "disputed", "alleged", "denied")
_FIRST, _DAYS = dt.date(1995, 1, 1).toordinal(), 11_500
_BATCH = 2000  # articles a transaction


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="*", default=[1_000_000, 10_000_000])
    parser.add_argument("--folder", default=None, help="where the ledgers are made: some 5 GB at ten million claims")
    options = parser.parse_args()
    for count in options.claims:
        if count:
            with tempfile.TemporaryDirectory(dir=options.folder) as folder:
                _measure(Path(folder) / "bench.db", count, named=count == max(options.claims))


# --- a ledger of millions ---------------------------------------------------------------------------------------------------------


def _measure(file: Path, count: int, *, named: bool) -> None:
    store = open_store(str(file), write=True)
    used, start = time.process_time(), time.perf_counter()
    for batch in _batches(count):
        with store.writing() as connection:
            append(connection, [entry for entry, _ in batch], learned=EPOCH)
            events = [event for _, found in batch for event in found]
            replace_events(connection, [], events)
    cpu, wall = time.process_time() - used, time.perf_counter() - start
    size = sum(path.stat().st_size for path in file.parent.iterdir())
    print(f"{count:,} claims: {cpu:.0f} s of one core ({wall:.0f} s), {size / 1e6:,.0f} MB; {count / cpu:,.0f} claims a second")
    child = os.fork()
    if child == 0:  # an ingest that goes on while the second round is measured
        for batch in _batches(10**9, first=count):
            with store.writing() as connection:
                append(connection, [entry for entry, _ in batch[:50]], learned=EPOCH)
        os._exit(0)
    try:
        _ask(file, count, "while an ingest runs")
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
    found = _ask(file, count, "alone")
    store.close()
    if named:
        print(f"figure ledger.load_per_s {count / cpu:.0f}")
        for name, value in found.items():
            print(f"figure ledger.{name} {value}")


def _ask(file: Path, count: int, when: str) -> dict[str, str]:
    a, b = _PARTIES[0], _partners(0)[0]
    with detente.open(file) as ledger:
        dyad = _median(lambda: ledger.timeline(a, b))
        words = _median(lambda: ledger.search("talks harbour"))
        (one,) = ledger.ask(a, b, limit=1)
        point = _median(lambda: ledger.show(one.event.id))

    def every() -> None:
        store = open_store(str(file))
        with store.reading() as connection:
            keys, months = load_all(connection)
            assert len(keys)
            months.sum(axis=2)
        store.close()

    whole = _median(every, times=3)
    code = (
        "import sys, time, sqlalchemy, detente, detente.desk, detente.ledger.asking, detente.ledger.events, detente.ledger.derived\n"
        "start = time.perf_counter()\n"
        f"ledger = detente.open({str(file)!r})\n"
        f"found = ledger.ask({a!r}, {b!r}, since='2005', types=['AID'], statuses=['disputed'], limit=50)\n"
        "print(len(found), (time.perf_counter() - start) * 1000)"
    )
    cold = []
    for _ in range(5):
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
        cold.append(float(told[1]))
    print(
        f"  {when}: one dyad by month {dyad * 1000:.1f} ms, all dyads by month {whole:.2f} s, "
        f"ask (fresh process) {statistics.median(cold):.0f} ms, event by id {point * 1000:.1f} ms, two words {words * 1000:.0f} ms"
    )
    return {"dyad_month_ms": f"{dyad * 1000:.1f}", "all_dyads_month_s": f"{whole:.2f}", "ask_ms": f"{statistics.median(cold):.0f}"}


def _median(work: Callable[[], object], *, times: int = 7) -> float:
    work()
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def _partners(place: int) -> list[str]:
    """The other parties in the order in which one deals with them: its neighbours first."""
    return sorted((p for p in _PARTIES if p != _PARTIES[place]), key=lambda p: hashlib.md5(f"{place}{p}".encode()).digest())


def _batches(count: int, *, first: int = 0) -> Iterator[list[tuple[Entry, list[Event]]]]:
    chance = random.Random(count)
    orders = [_partners(place) for place in range(len(_PARTIES))]
    heavy = [1 / (n + 1) for n in range(len(_PARTIES))]
    articles, batch = count // 10, []
    for number in range(articles):
        day = dt.date.fromordinal(_FIRST + min(number * _DAYS // articles, _DAYS - 1))
        batch.append(_article(first // 10 + number, day, chance, orders, heavy))
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _article(number: int, day: dt.date, chance: random.Random, orders: list[list[str]], heavy: list[float]) -> tuple[Entry, list[Event]]:
    text = f"Report {number} tells of talks in the {chance.choice(('harbour', 'capital', 'palace', 'camp'))} and of what came after them."
    article = Article(text=text, language="en", published=day, published_basis="metadata", publisher=f"Paper {number % 50}")
    told, events = [], []
    for start in range(0, 10, 3):
        actor = chance.choices(range(len(_PARTIES)), heavy)[0]
        recipient = orders[actor][min(int(chance.expovariate(0.12)), len(orders[actor]) - 1)]
        kind = chance.choice(_KINDS)
        ids = [f"{number:010x}{start + n:06x}" for n in range(min(3, 10 - start))]
        told += [_told(name, article, day, _PARTIES[actor], recipient, kind) for name in ids]
        happening = Happening(
            id=ids[0], claims=tuple(ids), family="any", type=kind[0], actors=(_PARTIES[actor],), recipients=(recipient,), first=day,
            last=day, place="", quantities=(), links=(),
        )  # fmt: skip
        status = chance.choice(_STATUSES)
        standing = Standing(status=status, rule="R8", for_claims=tuple(ids), against_claims=(), origins=1, caveats=(), as_of=None)
        events.append(Event(happening=happening, standing=standing, quad=kind[1], score=round(kind[2] * 10)))
    rows = tuple(Row(id=one.id, type=one.claim.type, stance="asserts", first=day.toordinal()) for one in told)
    entry = Entry(
        key=f"bench#{number}", digest="d", article=article, coder="bench", notices=(), text=pack_text(text), told=pack_told(told),
        rows=rows, words=text.lower(), stems=text.lower(),
    )  # fmt: skip
    return entry, events


def _told(name: str, article: Article, day: dt.date, actor: str, recipient: str, kind: tuple[str, str, float]) -> Told:
    entities = [Entity(code=code, sector="GOV", name=f"State of {code}", wikidata="Q1") for code in (actor, recipient)]
    parties = [Party(entity=entity, start=0, end=6, text="Report") for entity in entities]
    claim = Claim(
        id=name, article=article.id, language="en", type=kind[0], modes=(), contexts=("military",), auxiliary=(), quad=kind[1],
        score=kind[2], cameo="072", actors=(parties[0],), recipients=(parties[1],),
        when=Moment(value=day.isoformat(), first=day, last=day, basis="stated"), where=None, speakers=(), via=(),
        stance="asserts", certainty="certain", quoted=False, sentence_index=0, sentence_start=0,
        sentence_end=len(article.text), trigger_start=7, trigger_end=12, trigger_text="tells", because=("events:en/supply-2",),
    )  # fmt: skip
    return Told(claim=claim, said=day, learned=EPOCH, origin=article.id, publisher=article.publisher, words=("come", "talk"))


if __name__ == "__main__":
    main()
