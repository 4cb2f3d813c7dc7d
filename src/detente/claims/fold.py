"""What an article tells twice in one voice with nothing new is one claim, where it is told most fully."""

from collections.abc import Sequence

from detente.records import Claim


def fold(claims: Sequence[Claim], nominal: frozenset[str]) -> tuple[Claim, ...]:
    """The claims without those that only take up an event told elsewhere in the article ("the attack", "serangan tersebut").

    A claim goes when another of the same type, voice and stance has all its parties and a time that meets its own, and the claim
    rests on a noun (its id is in `nominal`) or stands in the same sentence on the same words.
    """
    kept: list[Claim] = []
    for number, claim in enumerate(claims):
        others = (other for n, other in enumerate(claims) if n != number)
        if not any(_covers(other, claim, claim.id in nominal, claims.index(other) < number) for other in others):
            kept.append(claim)
    return tuple(kept)


def _covers(other: Claim, claim: Claim, nominal: bool, earlier: bool) -> bool:
    if (other.type, other.stance, _voice(other)) != (claim.type, claim.stance, _voice(claim)) or other.auxiliary != claim.auxiliary:
        return False
    mine, theirs = _parties(claim), _parties(other)
    if not mine <= theirs or (mine == theirs and not earlier):
        return False
    if mine == theirs and [p.entity.code for p in claim.actors] != [p.entity.code for p in other.actors]:
        return False
    if claim.sentence_index == other.sentence_index:
        return nominal or claim.trigger_start == other.trigger_start
    return nominal and _meets(claim, other)


def _voice(claim: Claim) -> frozenset[str]:
    return frozenset(p.entity.code for p in claim.speakers)


def _parties(claim: Claim) -> frozenset[tuple[str, str]]:
    return frozenset(("a", p.entity.code) for p in claim.actors) | frozenset(("r", p.entity.code) for p in claim.recipients)


def _meets(first: Claim, second: Claim) -> bool:
    if first.when is None or second.when is None or first.when.basis != "stated":
        return True
    return first.when.first <= second.when.last and second.when.first <= first.when.last
