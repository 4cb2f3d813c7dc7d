"""Third parties between two, on real events: `python bench/pivots.py FOLDER`, FOLDER being ICEWS18 as a graph (see bench/icews.py).

Ten months are too short for months, so the lead-lag test goes by weeks: warming weeks against the twelve before, three weeks after against
three before, against the same pattern of dates put elsewhere. With some 35 places the smallest p that can be is .03, so q cannot fall below
.05 where many parties are looked at: what stands out is told, not proved. Chance alone gives p under .05 in 3 to 5 % of tests.
"""

import sys
from pathlib import Path

import icews
import numpy as np

from detente.load.layouts import host_states
from detente.relations import Parameters, pivots

PAIRS = (("USA", "CHN"), ("USA", "RUS"), ("CHN", "JPN"), ("IRN", "SAU"), ("KOR", "PRK"), ("IND", "CHN"), ("USA", "PRK"))
_SHOWN = 6


def main() -> None:
    table = icews.load(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("missing"))
    p, q = [], []
    for a, b in PAIRS:
        found = pivots(table, a, b, Parameters(period="week"), hosts=host_states())
        print(f"{a} and {b} (valence {found[0].valence_ab:+.2f}): {len(found)} third parties with ties to both")
        highest = (f"{one.name} {one.index:.2f}{f' (host: {one.host})' if one.host else ''}" for one in found[:_SHOWN])
        print("  highest index: " + "; ".join(highest))
        tests = [(test.p, one.name, test) for one in found for test in (one.after_a, one.after_b) if not np.isnan(test.p)]
        for _, name, test in sorted(tests, key=lambda row: row[:2])[:2]:
            told = f"{test.suitor} comes to {name} after it warmed to {test.rival}"
            print(f"  {told}: {test.rise:+.2f} over {len(test.dates)} weeks, p {test.p:.3f}, q {test.q:.2f}")
        p += [test.p for _, _, test in tests]
        q += [test.q for _, _, test in tests]
    print(f"figure pivots.icews18.tests {len(p)}")
    print(f"figure pivots.icews18.share_under_05 {np.mean(np.array(p) < 0.05):.3f}")
    print(f"figure pivots.icews18.smallest_q {min(q):.2f}")


if __name__ == "__main__":
    main()
