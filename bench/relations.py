"""How valence and stakes agree with recorded disputes: `python bench/relations.py FOLDER [--speed] [--phases]`.

FOLDER holds dyad_year_joined.csv.gz (ICEWS quad counts of undirected dyad-years 2002-14 joined with disputes of the Correlates of War) and
icews_dyad_year_2002_2014.csv.gz (the same counts by direction). A logistic of valence and stakes is fitted on the years to 2008 and tested
on those after it; "same year" has the years to 2014, "next year" to 2013, where the next year's disputes are known.

all     every dyad-year of the file
told    dyad-years with at least one event: harder, for silence is the best sign of peace
50      dyad-years with at least 50 events

"The same, blind" is valence and stakes with every choice made on the years to 2008; the features of the row above it had been compared on
the years of the test before, so it stands a little too well.

--speed makes 10 million events of 200 states over 20 years and times the monthly trajectories of all pairs (processor time of one core).
--phases plants breaks in synthetic series: how many are found, how often the interval of the date holds it, and false breaks where none is.
"""

import argparse
import csv
import gzip
import sys
import time
from pathlib import Path

import numpy as np
import reading  # noqa: F401  (says what to do where detente is not installed)
from planted import measure as measure_phases

from detente.records.eventtable import EventTable
from detente.relations.panel import Panel, Tally, panel
from detente.relations.periods import Calendar, Parameters

QUADS = ("verbal_coop", "material_coop", "verbal_conf", "material_conf")
LAST_FITTED, MANY = 2008, 50
FACES = (("RUS", "UKR"), ("CHN", "JPN"), ("KOR", "PRK"), ("CHN", "PRK"))
_RIDGE = 100.0  # of .001 to 300, chosen on the years to 2008
GOLDSTEIN = np.array([2.8, 7.0, -3.0, -7.5])  # near the mean of the CAMEO codes of each quad class


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", metavar="FOLDER")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--phases", action="store_true")
    options = parser.parse_args()
    if options.speed:
        measure_speed()
    if options.phases:
        measure_phases(100)
    if options.folder is None:
        return
    files = [options.folder / name for name in ("dyad_year_joined.csv.gz", "icews_dyad_year_2002_2014.csv.gz")]
    missing = [str(path) for path in files if not path.is_file()]
    if missing:
        sys.exit(f"missing: {', '.join(missing)} (dyad-years of ICEWS with disputes). Nothing measured.")
    measure_agreement(*files)


class Years:
    """The dyad-years of the joined file as arrays of the shape (years, dyads), with the panel of both directions."""

    def __init__(self, joined: Path, directed: Path) -> None:
        with gzip.open(joined, "rt") as file:
            rows = list(csv.DictReader(file))
        self.years = np.array(sorted({int(row["year"]) for row in rows}))
        self.pairs = sorted({(row["state_a"], row["state_b"]) for row in rows})
        place = {pair: index for index, pair in enumerate(self.pairs)}
        shape = (len(self.years), len(self.pairs))
        columns = ("dispute", "dispute_next_year", "dispute_onset", "defence_pact")
        self.columns = {name: np.full(shape, np.nan) for name in columns}
        for row in rows:
            cell = int(row["year"]) - self.years[0], place[row["state_a"], row["state_b"]]
            for name in columns:
                self.columns[name][cell] = float(row[name] or "nan")
        self.counts = self._directed(directed, place, shape)

    def _directed(self, path: Path, place: dict, shape: tuple[int, int]) -> np.ndarray:
        counts = np.zeros((2, 4, *shape))
        with gzip.open(path, "rt") as file:
            for row in csv.DictReader(file):
                pair = row["source"], row["target"]
                way = 0 if pair in place else 1
                where = place.get(pair if way == 0 else pair[::-1])
                if where is not None:
                    counts[way, :, int(row["year"]) - self.years[0], where] = [float(row[quad]) for quad in QUADS]
        return counts

    def features(self) -> np.ndarray:
        """Valence and stakes at the end of each year, shape (years, dyads, features), by the formulas of detente.relations."""
        both = self.panel()
        half = len(self.pairs)
        joint = both.joint()
        order = [joint.place(*sorted(pair)) for pair in self.pairs]
        sides = [both.odds()[:, :half], both.odds()[:, half:]]
        focus = [both.focus()[:, :half], both.focus()[:, half:]]
        received = [both.received()[:, :half], both.received()[:, half:]]
        spread = [f(sides[0], sides[1]) for f in (np.minimum, np.maximum)]
        shares = [np.log1p(100 * f(*pair)) for pair in (focus, received) for f in (np.minimum, np.maximum)]
        levels = [joint.odds()[:, order], joint.stakes()[:, order], joint.material()[:, order], np.log1p(joint.tally.conflict[:, order])]
        self.valence = joint.valence()[:, order]
        return np.stack([*levels, *spread, *shares], axis=-1)

    def features_chosen_before(self) -> np.ndarray:
        """The same with stakes against the world's volume of the year, and material conflict against the pair's own past, last.

        Of some forty sets of features, three ridges and three stretches to fit on, this one was best on the years to 2008 (each year told
        from the years before it, and from all others), before any year of the test was looked at.
        """
        features = self.features()
        counts = self.counts.sum(0)
        features[..., 1:4] -= np.log(counts.sum((0, 2)))[:, None, None]
        material = np.log1p(counts[3])
        before = np.cumsum(material, axis=0) - material
        years = np.arange(len(self.years))[:, None]
        usual = np.where(years > 0, before / np.maximum(years, 1), material)
        return np.concatenate([features, (material - usual)[..., None]], axis=-1)

    def panel(self) -> Panel:
        """Both directions of every dyad; a year fades by the default half-life, as a trajectory's months do."""
        parameters = Parameters()
        names = tuple(sorted({name for pair in self.pairs for name in pair}))
        places = {name: index for index, name in enumerate(names)}
        first, second = (np.array([places[pair[side]] for pair in self.pairs]) for side in (0, 1))
        counts = np.concatenate([self.counts[0], self.counts[1]], axis=-1)  # quads, years, directions
        fade = 0.5 ** (365 / parameters.half_life)
        for year in range(1, len(self.years)):
            counts[:, year] += counts[:, year - 1] * fade
        weight = parameters.material
        cooperation, conflict = counts[0] + weight * counts[1], counts[2] + weight * counts[3]
        tally = Tally(
            cooperation=cooperation, conflict=conflict, squares_cooperation=counts[0] + weight**2 * counts[1],
            squares_conflict=counts[2] + weight**2 * counts[3], events=counts.sum(0), material_conflicts=counts[3],
        )  # fmt: skip
        ends = np.array([(np.datetime64(f"{year}-12-31") - np.datetime64("1970-01-01")).astype(int) for year in self.years])
        mix = conflict.sum(1) / (cooperation + conflict).sum(1)
        return Panel(
            names=names, actor=np.append(first, second), recipient=np.append(second, first),
            calendar=Calendar(period="month", first=ends - 364, last=ends), tally=tally, mix=mix, parameters=parameters,
        )  # fmt: skip


def measure_agreement(joined: Path, directed: Path) -> None:
    data = Years(joined, directed)
    features, chosen_before = data.features(), data.features_chosen_before()
    counts = data.counts.sum(0)
    events = counts.sum(0)
    baselines = {
        "sum of Goldstein": -np.tensordot(GOLDSTEIN, counts, 1),
        "mean Goldstein": -np.tensordot(GOLDSTEIN, counts, 1) / np.maximum(events, 1),
        "volume": events,
        "log conflict count": np.log1p(counts[2] + counts[3]),
    }
    years = np.broadcast_to(data.years[:, None], events.shape)
    sets = {"all": events >= 0, "told": events > 0, "50": events >= MANY}
    for target, name in (("dispute", "same_year"), ("dispute_next_year", "next_year")):
        truth = data.columns[target]
        known = ~np.isnan(truth)
        fitted, tested = known & (years <= LAST_FITTED), known & (years > LAST_FITTED)
        ours = predict(features, truth, fitted)
        before = predict(chosen_before, truth, fitted & sets["told"], ridge=_RIDGE)
        sizes = ", ".join(f"{s} n={(m & tested).sum():,} ({truth[m & tested].mean():.2%})" for s, m in sets.items())
        print(f"\n{name.replace('_', ' ')} dispute, AUC tested after {LAST_FITTED}: {sizes}")
        for label, score in {**baselines, "valence and stakes": ours, "the same, blind": before}.items():
            print(f"  {label:20}" + "".join(f"  {s} {auc(truth[m & tested], score[m & tested]):.3f}" for s, m in sets.items()))
        for label, chosen in sets.items():
            print(f"figure relations.{name}_auc_{label} {auc(truth[chosen & tested], ours[chosen & tested]):.4f}")
            print(f"figure relations.{name}_auc_{label}_blind {auc(truth[chosen & tested], before[chosen & tested]):.4f}")
        if name == "next_year":
            print_brier(features, data.columns, {"alone": ours, "blind": before}, fitted, {s: m & tested for s, m in sets.items()})
    print_faces(data, events)
    print_limits(data, events)


def predict(features: np.ndarray, truth: np.ndarray, fitted: np.ndarray, ridge: float = 1e-3) -> np.ndarray:
    """The probability of a dispute: logistic regression by Newton's method; the least ridge is against separation."""
    x, y = features[fitted], truth[fitted]
    mean, scale = x.mean(0), x.std(0)
    design = np.column_stack([np.ones(len(x)), (x - mean) / scale])
    weights = np.append(np.log(y.mean() / (1 - y.mean())), np.zeros(x.shape[1]))
    penalty = np.append(0, np.full(x.shape[1], ridge))
    for _ in range(50):
        chance = 1 / (1 + np.exp(-design @ weights))
        curvature = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(penalty + 1e-9)
        step = np.linalg.solve(curvature, design.T @ (chance - y) + penalty * weights)
        while _loss(design, y, weights - step, penalty) > _loss(design, y, weights, penalty) + 1e-9:
            step /= 2
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return 1 / (1 + np.exp(-(weights[0] + (features - mean) / scale @ weights[1:])))


def _loss(design: np.ndarray, y: np.ndarray, weights: np.ndarray, penalty: np.ndarray) -> float:
    odds = design @ weights
    return float(np.logaddexp(0, odds).sum() - y @ odds + (penalty * weights**2).sum() / 2)


def auc(truth: np.ndarray, score: np.ndarray) -> float:
    """The chance that a dispute scores above a peace, ties counting half."""
    _, rank, size = np.unique(score, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(size) - (size - 1) / 2)[rank]
    hits = truth.sum()
    return float((ranks[truth == 1].sum() - hits * (hits + 1) / 2) / (hits * (len(truth) - hits)))


def print_brier(features: np.ndarray, columns: dict, ours: dict, fitted: np.ndarray, tested: dict) -> None:
    """Persistence knows this year's disputes, which the score alone does not: so the score is also told them."""
    now, truth = columns["dispute"], columns["dispute_next_year"]
    rates = [truth[fitted & (now == state)].mean() for state in (0, 1)]
    persistence = np.where(now == 1, rates[1], rates[0])
    told = predict(np.concatenate([features, now[..., None]], axis=-1), truth, fitted)
    for label, chosen in tested.items():
        guesses = (ours["alone"], ours["blind"], told, persistence)
        alone, blind, both, other = (float(((guess - truth)[chosen] ** 2).mean()) for guess in guesses)
        mean = truth[chosen].var()
        print(f"  Brier, {label}: alone {alone:.5f}, persistence {other:.5f}, together {both:.5f}, always the mean {mean:.5f}")
        print(f"figure relations.next_year_brier_ratio_{label} {both / other:.4f}")
        print(f"figure relations.next_year_brier_ratio_alone_{label} {alone / other:.4f}")
        print(f"figure relations.next_year_brier_ratio_blind_{label} {blind / other:.4f}")


def print_faces(data: Years, events: np.ndarray) -> None:
    print("\nvalence at the end of each year (events of the year)")
    print(f"  {'':8}" + "".join(f"{year:>7}" for year in data.years))
    for pair in FACES:
        place = data.pairs.index(tuple(sorted(pair)))
        print(f"  {'-'.join(pair):8}" + "".join(f"{value:+7.2f}" for value in data.valence[:, place]))
        print(f"  {'':8}" + "".join(f"{count:7.0f}" for count in events[:, place]))


def print_limits(data: Years, events: np.ndarray) -> None:
    many = events >= MANY
    pact = data.columns["defence_pact"]
    known = many & ~np.isnan(pact)
    fall = -np.diff(data.valence, axis=0)
    onset, before = data.columns["dispute_onset"][1:], data.columns["dispute"][:-1]
    fresh = many[1:] & many[:-1] & (before == 0) & ~np.isnan(onset)
    print("\nwhat the score does not do")
    print(f"figure relations.allies_auc {auc(pact[known], data.valence[known]):.3f}")
    print("  (friendlier valence as a sign of a defence pact, 50 events or more: at .5 it would tell allies no better than chance)")
    print(f"figure relations.onset_fall_auc {auc(onset[fresh], fall[fresh]):.3f}")
    print(f"  (a fall of valence against the year before as a sign of a dispute that begins, {int(onset[fresh].sum())} onsets: a weak one)")


def measure_speed() -> None:
    size, states, days = 10_000_000, 200, 7305
    chance = np.random.default_rng(0)
    often = 1 / np.arange(1, states + 1)
    actor, recipient = (chance.choice(states, size, p=often / often.sum()) for _ in range(2))
    table = EventTable(
        names=tuple(f"S{n:03}" for n in range(states)), types=tuple(f"{n:03}" for n in range(100)),
        day=chance.integers(10957, 10957 + days, size), actor=actor,
        recipient=np.where(actor == recipient, (recipient + 1) % states, recipient), type=chance.integers(0, 100, size),
        quad=chance.choice([1, 2, 3, 4], size, p=[0.8, 0.05, 0.08, 0.07]), status=np.zeros(size, np.int64),
        reports=np.ones(size, np.int64), row=np.arange(size),
    )  # fmt: skip
    began = time.process_time()
    found = panel(table)
    found.valence()
    joint = found.joint()
    joint.valence(), joint.band(), joint.stakes()
    spent = time.process_time() - began
    print(f"{size:,} events, {len(found.actor):,} directed and {len(joint.actor):,} joint relations, {len(found.calendar)} months")
    print(f"figure relations.ten_million_events_s {spent:.1f}")


if __name__ == "__main__":
    main()
