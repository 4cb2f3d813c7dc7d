"""Who is next: ranks of the true other party, on the temporal knowledge graphs ICEWS14 and ICEWS18 (the splits of RE-GCN).

    python bench/outlook.py FOLDER

FOLDER holds train.txt, valid.txt, test.txt (subject, relation, object, time). Single-step: each day is told from all days before
it, test days included. Both directions; time-aware filter; ties take the mean rank. Network, candidates and epochs were chosen on
the validation days; the last weights come from the days before the test. Beside it stands strict recurrency (score = sum of
exp(-rate * days since) over the same triple, Gastinger et al. 2024), whose published figure (.360 with one rate a relation, .355
with one for all) shows that the protocol is the same. Time is processor time on one core.
"""

import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import sys
import time
from pathlib import Path

import numpy as np

from detente.relations.outlook_calibration import calibrate, quality
from detente.relations.outlook_history import History, arrange
from detente.relations.outlook_rank import Questions, ask, learn_ranker, ranks, rules_before, share_of_candidates

LATE_DAYS = 60  # days before validation that teach as well: 20 gave MRR .476 on validation, 40 .477, 60 .479
MOST = 30_000  # questions that teach from either stretch; ICEWS14 has fewer
RATE = 0.02  # of strict recurrency, chosen on validation: .02 .364, .04 .363, .08 .361, .3 .357


def load(folder: Path) -> tuple[History, int, int, int]:
    """The history of a data set, the first days of validation and test, and the day after the last."""
    parts = [np.loadtxt(folder / f"{part}.txt", dtype=np.int64, usecols=(0, 1, 2, 3)) for part in ("train", "valid", "test")]
    rows = np.concatenate(parts)
    days = np.unique(rows[:, 3])
    step = int(np.diff(days).min())
    starts = [int(part[:, 3].min()) // step - int(days[0]) // step + 1 for part in parts]
    rows[:, 3] = rows[:, 3] // step - int(days[0]) // step + 1
    history = arrange(rows, size=int(rows[:, [0, 2]].max()) + 1, kinds=int(rows[:, 1].max()) + 1)
    return history, starts[1], starts[2], int(rows[:, 3].max()) + 1


def recurrency(history: History, day: int, until: int) -> np.ndarray:
    """Ranks of strict recurrency: only parties with whom the same triple stood before have a score."""
    places = []
    for today, subject, relation in history.asked(day, until).tolist():
        known = history.known(subject, today)
        at = known.start + np.flatnonzero(history.relation[known] == relation)
        score = np.bincount(history.other[at], np.exp(-RATE * (today - history.day[at])), minlength=history.size)
        truth = history.others(subject, relation, today, today + 1)
        wrong = np.delete(score, truth)
        places += [1 + np.sum(wrong > score[one]) + np.sum(wrong == score[one]) / 2 for one in truth]
    return np.asarray(places)


def told(name: str, places: np.ndarray, spent: float) -> float:
    """The MRR of ranks, printed in a line with hits at 1, 3 and 10."""
    hits = " ".join(f"H@{k} {np.mean(places <= k):.4f}" for k in (1, 3, 10))
    mrr = float(np.mean(1 / places))
    print(f"{name}: MRR {mrr:.4f} {hits} answers {len(places)} ({spent:.0f} s)", flush=True)
    return mrr


def chances(ranker: object, questions: Questions) -> tuple[np.ndarray, np.ndarray]:
    """What is calibrated: log-odds of the share of each of the first ten candidates of each question, and whether it is right."""
    share = share_of_candidates(ranker.score(questions))
    best = np.argsort(-share, axis=1)[:, :10]
    picked = np.take_along_axis(share, best, 1).clip(1e-9, 1 - 1e-9)
    return np.log(picked / (1 - picked)).ravel(), np.take_along_axis(questions.true, best, 1).ravel()


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("missing")
    if not all((folder / f"{part}.txt").is_file() for part in ("train", "valid", "test")):
        print("missing: a folder with train.txt, valid.txt, test.txt of ICEWS14 or ICEWS18 (RE-GCN split); give its path.")
        return 2
    begun = time.process_time()
    spent = lambda: time.process_time() - begun  # noqa: E731
    history, valid, test, end = load(folder)
    late = ask(history, rules_before(history, valid - LATE_DAYS), valid - LATE_DAYS, valid, most=MOST)
    held = ask(history, rules_before(history, valid), valid, test, most=MOST)
    first = learn_ranker(late, history)
    told("validation, learnt before it", ranks(first.score(held), held), spent())
    curve = calibrate(*chances(first, held))
    del first
    final = learn_ranker(late.joined(held), history)
    del late, held
    rules = rules_before(history, test)
    places, scores, right = [], [], []
    for day in range(test, end):  # a day at a time: the questions of ICEWS18 do not fit into memory together
        questions = ask(history, rules, day, day + 1)
        places.append(ranks(final.score(questions), questions))
        score, true = chances(final, questions)
        scores.append(score)
        right.append(true)
    mrr = told("test", np.concatenate(places), spent())
    strict = told("strict recurrency", recurrency(history, test, end), spent())
    result = quality(curve(np.concatenate(scores)), np.concatenate(right))
    print("calibration on test, curve from validation (first ten candidates of each question):")
    for said, came, many in result.curve:
        print(f"  said {said:.3f} came true {came:.3f} of {many}")
    name = folder.name
    print(f"figure outlook.{name}.mrr {mrr:.4f}")
    print(f"figure outlook.{name}.strict_recurrency_mrr {strict:.4f}")
    print(f"figure outlook.{name}.calibration_gap {result.gap:.4f}")
    print(f"figure outlook.{name}.seconds {spent():.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
