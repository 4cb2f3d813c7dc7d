"""How fast the server answers on a ledger of a million claims: `python bench/web.py [--claims 1000000] [--seconds 60] [--ledger FILE]`.

The ledger is that of bench/ledger.py, parties in Zipf's order over 31 years. `detente serve` runs as users run it; a real `detente ingest`
of mixed articles writes beside it all the while. Requests come at fixed moments, twenty a second, whether or not the one before is
answered, so that a slow answer is not hidden by those it keeps waiting; each is timed from the moment it was due. Parties and events are
drawn anew for each: the server has seen few of them before. `--ledger` takes a ledger of an earlier run.

Times are of the clock on a machine that may have other work: the load average is printed beside them. Then a quarter of the requests are
sent again one by one, others of the same kinds, and the processor time of the server and its workers is taken for each: what an answer
costs where nothing else runs, which other work does not change much.
"""

import argparse
import asyncio
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import httpx
import ledger as synthetic

import detente

DETENTE = str(Path(sys.executable).with_name("detente"))
ADDRESSES: dict[str, tuple[int, str]] = {
    "page home": (4, "/"),
    "page relation": (8, "/relation/{a}/{b}"),
    "page relation, window": (3, "/relation/{a}/{b}?since={year}&until={year}"),
    "page event": (6, "/event/{event}"),
    "page article": (4, "/article/{article}"),
    "page state": (4, "/state/{a}"),
    "page network": (2, "/network"),
    "page network, a year": (1, "/network?until={year}&months=12"),
    "page search": (2, "/search?q=talks+{word}"),
    "page sources": (1, "/sources"),
    "page ingest": (1, "/ingest"),
    "page method": (1, "/method"),
    "ask, latest": (2, "/api/v1/ask?limit=50"),
    "ask, a party": (2, "/api/v1/ask?party={a}&limit=50"),
    "ask, two": (3, "/api/v1/ask?party={a}&party={b}&since={year}&limit=50"),
    "ask, type, status": (2, "/api/v1/ask?party={a}&party={b}&type=AID&status=disputed"),
    "ask, all, status": (1, "/api/v1/ask?type=ASSAULT&status=denied&until={year}"),
    "ask, as of": (1, "/api/v1/ask?party={a}&party={c}&since={year}&as_of={year}-12-31"),
    "event": (4, "/api/v1/events/{event}"),
    "article": (2, "/api/v1/articles/{article}"),
    "timeline": (3, "/api/v1/timeline/{a}/{b}"),
    "relation": (3, "/api/v1/relations/{a}/{b}"),
    "phases": (2, "/api/v1/relations/{a}/{b}?show=phases"),
    "network, a year": (1, "/api/v1/network?since={year}&until={year}"),
    "outlook": (1, "/api/v1/outlook/{a}"),
    "search": (1, "/api/v1/search?words=talks+{word}"),
    "stats": (1, "/api/v1/stats"),
}
"""Name, how often (of the sum), and address of what is asked."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rate", type=float, default=20.0)
    parser.add_argument("--ledger", default="")
    parser.add_argument("--only", default="", help="Only addresses whose name holds this.")
    parser.add_argument("--alone", action="store_true", help="No ingest beside it.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(options.ledger or Path(folder) / "web.db")
        if not file.is_file():
            make_ledger(file, options.claims)
        measure(file, Path(folder), options)


def make_ledger(file: Path, count: int) -> None:
    store = synthetic.open_store(str(file), write=True)
    for batch in synthetic._batches(count):
        with store.writing() as connection:
            synthetic.append(connection, [entry for entry, _ in batch], learned=synthetic.EPOCH)
            synthetic.replace_events(connection, [], [event for _, found in batch for event in found])
    store.close()


def measure(file: Path, folder: Path, options: argparse.Namespace) -> None:
    with detente.open(file) as opened:
        claims = opened.stats()["ledger"]["claims"]
        events = [one for party in synthetic._PARTIES[:40] for one in opened.ids(party, limit=40)]
        articles = [hit.article for hit in opened.search("talks", limit=100)]
    writer = None if options.alone else begin_ingest(file, folder)
    start = time.perf_counter()
    server = subprocess.Popen([DETENTE, "serve", str(file), "--port", "0", "--rate", "0"], stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        address = re.search(r"http://\S+", server.stderr.readline())[0]
        begun = time.perf_counter() - start
        asked = make_requests(options, events, articles)
        took, refused, cpu = asyncio.run(ask(address, asked, options.rate, server.pid))
        costs = asyncio.run(weigh(address, make_requests(options, events, articles, seed=6)[::4], server.pid))
        writing = writer is not None and writer.poll() is None
        tell(took, refused, cpu, costs, claims=claims, begun=begun, writing=writing, whole=not options.only)
    finally:
        for process in (server, writer):
            if process is not None:
                process.kill()
                process.wait()


def begin_ingest(file: Path, folder: Path) -> "subprocess.Popen[bytes]":
    """A `detente ingest` that has more to read than there is time for."""
    synthetic._write(folder / "news", 6000, mixed=True)
    command = [DETENTE, "ingest", str(folder / "news"), "--ledger", str(file), "--quiet"]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def make_requests(options: argparse.Namespace, events: list[str], articles: list[str], *, seed: int = 5) -> list[tuple[str, str]]:
    chance = random.Random(seed)
    heavy = [1 / (n + 1) for n in range(len(synthetic._PARTIES))]
    chosen = {name: one for name, one in ADDRESSES.items() if options.only in name}
    names = chance.choices(list(chosen), [often for often, _ in chosen.values()], k=int(options.seconds * options.rate))
    found = []
    for name in names:
        place = chance.choices(range(len(heavy)), heavy)[0]
        partners = synthetic._partners(place)
        told = {
            "a": synthetic._PARTIES[place], "b": partners[min(int(chance.expovariate(0.12)), len(partners) - 1)],
            "c": chance.choice(partners), "year": chance.randint(1996, 2025),
            "event": chance.choice(events), "article": chance.choice(articles),
            "word": chance.choice(("harbour", "capital", "palace", "camp")),
        }  # fmt: skip
        found.append((name, chosen[name][1].format(**told)))
    return found


async def ask(address: str, asked: list[tuple[str, str]], rate: float, server: int) -> tuple[dict[str, list[float]], dict[str, int], float]:
    took: dict[str, list[float]] = defaultdict(list)
    refused: dict[str, int] = defaultdict(int)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=httpx.Limits(max_connections=100)) as client:
        first = dict(reversed(asked))
        for name, path in first.items():  # the first of each kind pays for what is loaded and learnt once
            start = time.perf_counter()
            await client.get(path)
            print(f"first {name:24} {time.perf_counter() - start:6.1f} s", flush=True)

        async def one(name: str, path: str, due: float) -> None:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            answer = await client.get(path)
            took[name].append((time.perf_counter() - due) * 1000)
            if answer.status_code not in (200, 400):  # 400: a pair without events
                refused[f"{name}: {answer.status_code}"] += 1

        before, start = cpu_seconds(server), time.perf_counter() + 0.5
        await asyncio.gather(*(one(name, path, start + place / rate) for place, (name, path) in enumerate(asked)))
        return took, refused, cpu_seconds(server) - before


async def weigh(address: str, asked: list[tuple[str, str]], server: int) -> dict[str, list[float]]:
    """The processor time of each request, one at a time, in milliseconds."""
    costs: dict[str, list[float]] = defaultdict(list)
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        for name, path in asked:
            before = cpu_ms(server)
            await client.get(path)
            costs[name].append(cpu_ms(server) - before)
    return costs


def cpu_ms(process: int) -> float:
    """Processor time of all threads of a process and of its children."""
    total = 0.0
    for task in Path(f"/proc/{process}/task").iterdir():
        try:
            total += int((task / "schedstat").read_text().split()[0]) / 1e6
            total += sum(cpu_ms(int(child)) for child in (task / "children").read_text().split())
        except FileNotFoundError:  # a thread that has just ended
            continue
    return total


def cpu_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def tell(
    took: dict[str, list[float]],
    refused: dict[str, int],
    cpu: float,
    costs: dict[str, list[float]],
    *,
    claims: int,
    begun: float,
    writing: bool,
    whole: bool,
) -> None:
    every = [value for values in took.values() for value in values]
    beside = "an ingest running beside it" if writing else "alone"
    print(f"{claims:,} claims, {len(every):,} requests, {beside}; load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{'':24} {'requests':>8} {'median':>8} {'p95':>8} {'worst':>8}  ms; {'median':>8} ms of a core")
    for name, values in sorted(took.items(), key=lambda item: -percentile(item[1], 0.95)):
        own = f"{statistics.median(costs[name]):10.1f}" if costs.get(name) else ""
        print(f"{name:24} {len(values):8} {statistics.median(values):8.1f} {percentile(values, 0.95):8.1f} {max(values):8.1f} {own}")
    for name, count in refused.items():
        print(f"refused: {name} ({count})")
    print(f"it listens after {begun:.1f} s; {1000 * cpu / len(every):.1f} ms of one core a request, its worker processes left out")
    if whole:
        print(f"figure web.start_s {begun:.1f}")
        print(f"figure web.cpu_ms {1000 * cpu / len(every):.1f}")
        weighed = [value for values in costs.values() for value in values]
        print(f"figure web.answer_cpu_p95_ms {percentile(weighed, 0.95):.1f}")
        print(f"figure web.p50_ms {statistics.median(every):.1f}")
        print(f"figure web.p95_ms {percentile(every, 0.95):.1f}")


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


if __name__ == "__main__":
    main()
