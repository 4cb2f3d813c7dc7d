"""Which texts are copies of one another: MinHash proposes, exact containment decides."""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from detente.assembly.unions import Unions
from detente.records import CopyLink

Hashes = npt.NDArray[np.uint32]

SHINGLE = 3
"""Words a shingle; on 400 articles, different texts share a tenth of their triples at most (docs/decisions/0010-assembly.md)."""
CONTAINED = 0.5
"""Share of the shorter text that must stand in the longer: copies cut, edited and added to are over it, others under .2."""
BANDS, ROWS, AGREE = 96, 2, 2
"""Bands of rows, of which two must agree: texts that share a quarter of all their triples are compared in 98.5 of 100 cases, a third in
99.98 (binomial, 96 times .25² and .33²); those that share three in a hundred, as different articles do, in one of 300. One band would give
99.8 of 100, and one of 12: in a ledger of 50,000 articles each new one would be compared with thousands.
"""
LEAST = 8
"""Triples below which a text is too short to be called a copy: a line of credits proves nothing."""

_WORD = re.compile(r"\w+")
_MIX = np.uint64(0x9E3779B97F4A7C15)


def _stir(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """The finalizer of MurmurHash3: every bit of a number moves every other."""
    values = values ^ (values >> np.uint64(33))
    values = values * np.uint64(0xFF51AFD7ED558CCD)
    values = values ^ (values >> np.uint64(33))
    values = values * np.uint64(0xC4CEB9FE1A85EC53)
    return values ^ (values >> np.uint64(33))


_SEEDS = _stir(np.arange(1, 2 * BANDS * ROWS + 1, dtype=np.uint64) * _MIX).reshape(2, -1)  # our own: no library may change them
_MULTIPLY, _ADD = _SEEDS[0] | np.uint64(1), _SEEDS[1]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a text can be known again by.

    `bands` are 96 numbers of 63 bits: texts that share one may be copies, so a store keeps them as keys. `shingles` are the word triples,
    4 bytes each in rising order (little-endian), to decide; both are the same on every machine and in every version.
    """

    bands: tuple[int, ...]
    shingles: bytes

    @property
    def hashes(self) -> Hashes:
        """The triples as numbers in rising order."""
        return np.frombuffer(self.shingles, dtype="<u4")


def sketch(text: str) -> Sketch:
    """The sketch of a text without its dateline and credits (`credits.strip_credits`), e.g. `sketch(strip_credits(text, pack))`.

    After Broder (1997): the smallest of the triples under each of 192 mixings, two to a band. A text of fewer than three words has no
    bands.
    """
    hashes = _shingles(text)
    return Sketch(bands=_bands(hashes), shingles=hashes.astype("<u4").tobytes())


def measure_copy(first: Sketch, second: Sketch) -> tuple[float, float]:
    """The share of the shorter text that stands in the longer, and the share that both have of all (Jaccard), each 0 to 1."""
    mine, theirs = first.hashes, second.hashes
    shorter = min(len(mine), len(theirs))
    if shorter < LEAST:
        return 0.0, 0.0
    shared = len(np.intersect1d(mine, theirs, assume_unique=True))
    return shared / shorter, shared / (len(mine) + len(theirs) - shared)


def is_copy(first: Sketch, second: Sketch) -> bool:
    """Whether one text holds half of the other or more, e.g. a wire report cut to 60 % under another credit line."""
    return measure_copy(first, second)[0] >= CONTAINED


def find_copies(sketches: Mapping[str, Sketch]) -> tuple[CopyLink, ...]:
    """The copies among texts by id, in order of their ids; a store does the same with its own index of bands."""
    by_band: dict[int, list[str]] = {}
    for name, one in sorted(sketches.items()):
        for band in one.bands:
            by_band.setdefault(band, []).append(name)
    agreed = Counter(pair for names in by_band.values() if len(names) > 1 for pair in combinations(names, 2))
    links = []
    for first, second in sorted(pair for pair, count in agreed.items() if count >= AGREE):
        containment, jaccard = measure_copy(sketches[first], sketches[second])
        if containment >= CONTAINED:
            links.append(CopyLink(first=first, second=second, containment=round(containment, 4), jaccard=round(jaccard, 4)))
    return tuple(links)


def find_origins(articles: Iterable[str], copies: Iterable[CopyLink]) -> dict[str, str]:
    """The origin of each article: the smallest id among all that hang on it by copies, its own where it has none."""
    unions = Unions(articles)
    for link in copies:
        unions.join(link.first, link.second)
    return {name: unions.find(name) for name in unions.names}


def _shingles(text: str) -> Hashes:
    """The distinct word triples of a text as numbers of 32 bits, in rising order."""
    words = np.fromiter((zlib.crc32(w.encode("utf-8", "surrogatepass")) for w in _WORD.findall(text.casefold())), dtype=np.uint64)
    if len(words) < SHINGLE:
        return np.zeros(0, dtype=np.uint32)
    mixed = words[: len(words) - SHINGLE + 1].copy()
    for step in range(1, SHINGLE):
        mixed = _stir(mixed * _MIX + words[step : len(words) - SHINGLE + 1 + step])
    return np.unique((mixed >> np.uint64(32)).astype(np.uint32))


def _bands(hashes: Hashes) -> tuple[int, ...]:
    if not len(hashes):
        return ()
    least = (hashes.astype(np.uint64)[None, :] * _MULTIPLY[:, None] + _ADD[:, None]).min(axis=1).reshape(BANDS, ROWS)
    band = least[:, 0]
    for row in range(1, ROWS):
        band = _stir(band * _MIX + least[:, row])
    place = np.arange(BANDS, dtype=np.uint64)
    return tuple(int(value) for value in _stir(band * _MIX + place) >> np.uint64(1))
