"""How fast and how lean: `python bench/speed.py [--articles 1000] [--stage [STAGE]]`.

Articles and words a second on one core over the examples repeated, the start-up of `detente read` on one article (median of five
fresh processes, wall clock), and the peak memory of the run. With --stage, where the time goes; `--stage times` is the speed of the
time stage alone: finding and resolving the times of an article.
"""

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"  # before numpy is imported: one core is what is measured

import argparse
import cProfile
import pstats
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice

from reading import ROOT, example_articles, read

from detente.cli._collector import patient_collector
from detente.language import load_pack
from detente.times.find import find_times

_RUNS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument(
        "--stage", nargs="?", const="all", choices=["all", "times"],
        help="instead of the figures, a table of where the time goes, by module; or the speed of the named stage alone",
    )  # fmt: skip
    options = parser.parse_args()
    articles = example_articles()
    if options.stage == "times":
        _time_times(list(islice(cycle(articles), options.articles)))
        return
    with patient_collector() as done:  # as `detente read` does
        _measure(articles, options, done)


def _measure(articles: list, options: argparse.Namespace, done: Callable[[str], None]) -> None:
    for article in {a.language: a for a in articles}.values():
        read(article)  # tables are loaded once; the run below measures reading
        done(article.language)
    run = list(islice(cycle(articles), options.articles))
    if options.stage:
        _profile(run[:200])
        return
    start = time.perf_counter()
    used = time.process_time()
    claims = sum(len(read(article)) for article in run)
    wall, cpu = time.perf_counter() - start, time.process_time() - used
    words = sum(len(article.text.split()) for article in run)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    from_source = str(sys.modules[find_times.__module__].__file__).endswith(".py")
    how = "from sources; `make compiled` makes it faster" if from_source else "compiled"
    print(f"{len(run)} articles, {words} words, {claims} claims in {wall:.1f} s ({cpu:.1f} s of one core, {how})")
    print(f"figure speed.read.articles_per_s {len(run) / cpu:.1f}")
    print(f"figure speed.read.words_per_s {words / cpu:.0f}")
    print(f"figure speed.start_s {_start_up():.2f}")
    print(f"figure speed.peak_mb {peak:.0f}")


def _time_times(articles: list) -> None:
    for article in {a.language: a for a in articles}.values():
        find_times(article.text, published=article.published, pack=load_pack(article.language))  # the grammar is made once
    used = time.process_time()
    found = sum(len(find_times(a.text, published=a.published, pack=load_pack(a.language))) for a in articles)
    cpu = time.process_time() - used
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {words} words, {found} times in {cpu:.1f} s of one core")
    print(f"figure speed.times.articles_per_s {len(articles) / cpu:.1f}")
    print(f"figure speed.times.words_per_s {words / cpu:.0f}")


def _start_up() -> float:
    """Seconds from the call of `detente read` on one article to its end, median of five."""
    path = min((ROOT / "examples" / "id").glob("*.txt"))
    command = [sys.executable, "-c", "from detente.cli import main; main()", "read", str(path), "--quiet"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # compiled once, as for users
    times = []
    for _ in range(_RUNS + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def _profile(articles: list) -> None:
    profile = cProfile.Profile()
    profile.enable()
    for article in articles:
        read(article)
    profile.disable()
    by_module: dict[str, float] = {}
    stats = pstats.Stats(profile)
    for (path, _, _), (_, _, own, _, _) in stats.stats.items():
        _, found, module = path.partition("/detente/")
        key = module if found else f"other ({path.rsplit('/', 1)[-1]})"
        by_module[key] = by_module.get(key, 0.0) + own
    whole = sum(by_module.values())
    print(f"{len(articles)} articles, {whole:.1f} s under the profiler; own time by module:")
    for module, seconds in sorted(by_module.items(), key=lambda item: -item[1])[:25]:
        print(f"{seconds:8.2f} s {seconds / whole:6.1%}  {module}")
    stats.sort_stats("tottime").print_stats(15)


if __name__ == "__main__":
    main()
