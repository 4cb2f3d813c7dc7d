"""What a speaker says must be done is a request to those who are to do it."""

from detente.events.modality import Modality
from detente.language.parties import codes, from_clause, parties_in
from detente.language.view import SentenceView
from detente.records import SPEAKER, Clause, Entity, Event, Party

SLOTS = ("subj", "agent", "obj", "obl", "poss")


def find_demands(view: SentenceView, modality: Modality) -> list[Event]:
    """Requests made by "must", e.g. REQUEST by the speaker to PRK in "Washington said Pyongyang must disarm".

    The actor is SPEAKER: without anybody who says so it is an opinion of the reporter and no event.
    """
    return [event for clause in view.parsed.clauses if (event := _demand(view, modality, clause)) is not None]


def _demand(view: SentenceView, modality: Modality, clause: Clause) -> Event | None:
    if clause.kind == "noun" and not any(a.slot == "subj" for a in clause.arguments):
        return None
    places = [i for _, i in clause.marks if any(row["effect"] == "necessity" for row in modality.at.get(i, ()))]
    if not places or clause.link == "advcl" or view.lower(clause.head) in view.pack.words("no_demands"):
        return None
    asked = _asked(view, clause)
    if not codes(asked) - {SPEAKER}:
        return None
    token = view.tree.token(clause.head)
    rows = modality.at[places[0]]
    return Event(
        sentence=view.parsed.sentence.index,
        clause=clause.index,
        trigger=tuple(sorted({*places, clause.head})),
        row="demand",
        type="REQUEST",
        modes=("change",),
        contexts=(),
        cameo="",
        flags=frozenset({"absorb", "demand"}),
        actors=(Party(entity=Entity(code=SPEAKER), start=token.start, end=token.start, text=""),),
        recipients=tuple(p for p in asked if p.entity.code != SPEAKER),
        because=tuple(f"modality:{view.pack.tag}/{row['id']}" for row in rows if row["effect"] == "necessity"),
    )


def _asked(view: SentenceView, clause: Clause) -> tuple[Party, ...]:
    for slot in SLOTS:
        if slot == "obl":
            found = tuple(p for a in clause.arguments if a.slot == "obl" for p in parties_in(view, a.head))
        else:
            found = from_clause(view, clause, slot)
        if found:
            return found
    return ()
