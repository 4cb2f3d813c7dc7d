"""A ledger with a dispute about shells and a meeting: filled paper by paper, each a day after the other."""

import datetime as dt
from dataclasses import replace

from ledgers import NOON, entry_of, make_reading
from samples import PRK, PUBLISHED, RUS, TEXT, make_claim, party

from detente.ingest.assemble import assemble, pieces_of
from detente.ledger import Store
from detente.ledger.append import append
from detente.reading import Reading

CLAIM = make_claim()
DENIAL = make_claim(
    id="c2", stance="denies", certainty="certain", speakers=(party(PRK, "North Korea"),), because=("claims:answer",),
    sentence_start=TEXT.index("North Korea"), sentence_end=TEXT.index("it.") + 3, sentence_index=1,
)  # fmt: skip
MEETING = make_claim(
    id="c3", type="CONSULT", quad="verbal cooperation", score=5.0, cameo="040", actors=(party(RUS, "Russia"), party(PRK, "Pyongyang")),
    recipients=(), speakers=(), certainty="certain", contexts=("diplomatic",),
)  # fmt: skip


def papers() -> tuple[Reading, ...]:
    """A claim on the first day, a denial in another paper a week later, and a meeting a month later."""
    second = make_reading(f"{TEXT} The ministry said so again.", claims=(CLAIM, DENIAL), publisher="Their Paper", url="https://their.example/2", published=PUBLISHED + dt.timedelta(7))
    day = PUBLISHED + dt.timedelta(30)
    when = replace(MEETING.when, value=day.isoformat(), first=day, last=day) if MEETING.when else None
    third = make_reading(f"{TEXT} They met.", claims=(replace(MEETING, when=when),), publisher="Third Paper", published=day)
    return make_reading(publisher="Our Paper", url="https://our.example/1"), second, third


def add(store: Store, reading: Reading, learned: dt.datetime) -> None:
    """One more paper in a ledger, learned at a moment."""
    with store.writing() as connection:
        added = append(connection, [entry_of(reading)], learned=learned)
        assemble(connection, pieces_of(entry for _, entry in added.articles))


def fill(store: Store) -> None:
    """All papers, learned at noon a day after the day on which each was printed."""
    for reading in papers():
        published = reading.article.published
        assert published is not None
        add(store, reading, NOON + (published - PUBLISHED))
    store.close()
