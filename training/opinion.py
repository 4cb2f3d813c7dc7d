"""Trains the second opinion of a language from our own marked sentences and writes opinion.npz; see README.md in this folder.

    python training/opinion.py en --out src/detente/resources/lang/en/opinion.npz
"""

import argparse
from pathlib import Path

import numpy as np
from plv import without_marks
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from detente.coding import SOURCE, SURE, TARGET, _mentions, _rank, find_pair, root_of
from detente.events.opinion import SIZE, find_evidence, place_of
from detente.pipeline import read_views
from detente.records import Article


def read_pairs(path: Path) -> list[tuple[str, str, tuple[int, int], tuple[int, int]]]:
    """Class, text, span of the source, span of the target."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, _, marked = line.partition("\t")
        text, spans = without_marks(marked)
        if kind and {"s", "t"} <= set(spans):
            rows.append((kind, text, spans["s"], spans["t"]))
    return rows


def evidence(language: str, text: str, source: tuple[int, int], target: tuple[int, int]) -> tuple[tuple[str, ...], str]:
    """The evidence on a pair, and the class that the frames give where they are believed."""
    given = (*_mentions(text, source, SOURCE), *_mentions(text, target, TARGET))
    views, claims = read_views(Article(text=text, language=language), given=given)
    ranked = sorted((c for c in claims if _rank(c) > 0), key=lambda c: (-_rank(c), c.trigger_start))
    pair = find_pair(views)
    read = root_of(ranked[0].type) if ranked and _rank(ranked[0]) >= SURE else ""
    return (find_evidence(pair.view, pair.source, pair.target) if pair else ()), read


def matrix(rows: list[tuple[str, ...]]) -> csr_matrix:
    """One row a sentence; each piece of evidence weighs 1 / sqrt(number of pieces)."""
    data, columns, ends = [], [], [0]
    for pieces in rows:
        places = sorted({place_of(p) for p in pieces})
        columns += places
        data += [1 / np.sqrt(max(len(places), 1))] * len(places)
        ends.append(len(columns))
    return csr_matrix((data, columns, ends), shape=(len(rows), SIZE), dtype=np.float32)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("language")
    options.add_argument("--pairs", type=Path)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--penalty", type=float, default=8.0, help="C of the logistic regression")
    args = options.parse_args()
    pairs = read_pairs(args.pairs or Path(__file__).parent / f"pairs.{args.language}.tsv")
    both = [evidence(args.language, text, s, t) for _, text, s, t in pairs]
    frames = np.array([read for _, read in both])
    kinds = np.array([kind for kind, *_ in pairs])
    x = matrix([pieces for pieces, _ in both])
    model = LogisticRegression(C=args.penalty, max_iter=400)
    guessed = cross_val_predict(model, x, kinds, cv=10)
    silent = frames == ""
    shares = {"frames alone": frames == kinds, "model alone": guessed == kinds, "both": np.where(silent, guessed, frames) == kinds}
    print(args.language, len(pairs), "sentences,", int(silent.sum()), "silent;",
          {name: round(float(right.mean()), 3) for name, right in shares.items()},
          "of the silent", round(float((guessed == kinds)[silent].mean()), 3))
    model.fit(x, kinds)
    weights = model.coef_.T.astype(np.float32)
    scale = np.abs(weights).max(0) / 127 + 1e-9
    np.savez_compressed(args.out, weights=np.round(weights / scale).astype(np.int8), scale=scale.astype(np.float32),
                        bias=model.intercept_.astype(np.float32), types=np.array(model.classes_))


if __name__ == "__main__":
    main()
