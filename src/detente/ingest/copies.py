"""Copies of texts among all that the ledger holds: bands propose, containment decides."""

from collections.abc import Mapping

import sqlalchemy as sa

from detente.assembly import Sketch, find_origins, measure_copy
from detente.assembly.sketch import AGREE, CONTAINED
from detente.ledger import derived as store
from detente.ledger.bands import add_bands, find_mates
from detente.records import CopyLink


def add_copies(connection: sa.Connection, texts: Mapping[str, tuple[int, ...]]) -> set[str]:
    """Finds copies of new texts, given with their bands, and gives all their origins; the texts whose origin changed."""
    banded = {text: some for text, some in texts.items() if some}
    add_bands(connection, banded)
    mates = find_mates(connection, banded, AGREE)
    data = store.load_sketches(connection, {text for pair in mates for text in pair})
    sketches = {text: Sketch(bands=(), shingles=shingles) for text, shingles in data.items()}
    found = []
    for first, second in sorted(mates):
        containment, jaccard = measure_copy(sketches[first], sketches[second])
        if containment >= CONTAINED:
            found.append(CopyLink(first=first, second=second, containment=round(containment, 4), jaccard=round(jaccard, 4)))
    return store.add_copies(connection, found, find_origins) if found else set()
