"""What an article tells twice in one voice with nothing new is one claim, where it is told most fully."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from detente.records import Claim, Moment

Signature = tuple[frozenset[tuple[str, str]], tuple[str, ...], Moment | None]


@dataclass(slots=True)
class _Group:
    """The claims of one type, voice, stance and auxiliary; time grows with their number, however often a text repeats itself."""

    by_sentence: dict[int, list[int]] = field(default_factory=dict)
    first: dict[Signature, int] = field(default_factory=dict)


def fold(claims: Sequence[Claim], nominal: frozenset[str]) -> tuple[Claim, ...]:
    """The claims without those that only take up an event told elsewhere in the article ("the attack", "serangan tersebut").

    A claim goes when another of the same type, voice and stance has all its parties and a time that meets its own, and the claim
    rests on a noun (its id is in `nominal`) or stands in the same sentence on the same words.
    """
    groups: dict[tuple[object, ...], _Group] = {}
    signatures = [_signature(claim) for claim in claims]
    for number, claim in enumerate(claims):
        group = groups.setdefault(_key(claim), _Group())
        group.by_sentence.setdefault(claim.sentence_index, []).append(number)
        group.first.setdefault(signatures[number], number)
    kept: list[Claim] = []
    for number, claim in enumerate(claims):
        group = groups[_key(claim)]
        is_nominal = claim.id in nominal
        near = (n for n in group.by_sentence[claim.sentence_index] if is_nominal or claims[n].trigger_start == claim.trigger_start)
        if any(_holds(signatures[n], signatures[number], earlier=n < number) for n in near if n != number):
            continue
        if is_nominal and _told_elsewhere(number, claims, signatures, group.first.items()):
            continue
        kept.append(claim)
    return tuple(kept)


def _told_elsewhere(number: int, claims: Sequence[Claim], signatures: Sequence[Signature], firsts: Iterable[tuple[Signature, int]]) -> bool:
    mine, claim = signatures[number], claims[number]
    return any(
        n != number and _holds(theirs, mine, earlier=n < number) and _meets(claim.when, theirs[2]) and _is_same_act(claim, claims[n])
        for theirs, n in firsts
    )


def _is_same_act(claim: Claim, other: Claim) -> bool:
    """Whether an act by nobody named may be the one of a doer: only where both are called by the same word ("the blast", not "the war")."""
    return bool(claim.actors) or not other.actors or claim.trigger_text.lower() == other.trigger_text.lower()


def _key(claim: Claim) -> tuple[object, ...]:
    return claim.type, claim.stance, frozenset(p.entity.code for p in claim.speakers), claim.auxiliary


def _signature(claim: Claim) -> Signature:
    actors = tuple(p.entity.code for p in claim.actors)
    parties = frozenset(("a", code) for code in actors) | frozenset(("r", p.entity.code) for p in claim.recipients)
    return parties, actors, claim.when


def _holds(theirs: Signature, mine: Signature, *, earlier: bool) -> bool:
    if not mine[0] <= theirs[0]:
        return False
    return mine[0] != theirs[0] or (earlier and mine[1] == theirs[1])


def _meets(first: Moment | None, second: Moment | None) -> bool:
    if first is None or second is None or first.basis != "stated":
        return True
    return first.first <= second.last and second.first <= first.last
