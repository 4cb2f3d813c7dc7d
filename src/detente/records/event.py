"""An event as one clause tells it, before it is known who says so and when it was."""

from dataclasses import dataclass

from detente.records.claim import Party

SPEAKER = "@speaker"
"""Code of a party named only as "we": the claims stage puts the speaker there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What a clause tells, e.g. AID by PRK to RUS, trigger "memasok".

    `sentence` and `clause` are indices; `trigger` the token indices of the predicate, in order; `theme` those of its own object
    ("protest" in "lodged a protest"). `effects` are what auxiliaries, adverbs and governing verbs do to it (effects of the modality
    table). `absorbed_by` is the index (in the sentence's events) of the one that only asks for, promises or refuses this one. `told_by`
    is the index (in the sentence's events) of an accusation whose word it stands on, -1 for none; `tellers` are those of its doers who
    say so, where not all of them do ("accused each other of shelling").
    """

    sentence: int
    clause: int
    trigger: tuple[int, ...]
    row: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    cameo: str
    flags: frozenset[str]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    effects: frozenset[str] = frozenset()
    because: tuple[str, ...] = ()
    absorbed_by: int = -1
    told_by: int = -1
    tellers: tuple[Party, ...] = ()
    theme: tuple[int, ...] = ()

    @property
    def absorbed(self) -> bool:
        """Whether another event of the sentence only asks for, promises or refuses this one."""
        return self.absorbed_by >= 0
