"""What a demand takes for granted: who is urged to stop attacking attacks."""

from collections.abc import Sequence
from dataclasses import replace

from detente.language.plover import QUADS
from detente.records import Event

ENDING = frozenset({"end", "prevent"})
"""Effects of "stop doing": a demand to stop says that it is done. A bare "prevent" does not."""


def presupposed(event: Event, told: Sequence[Event]) -> Event:
    """The event as the text takes it for granted, e.g. ASSAULT RWA->COD in "Kenya urged Rwanda to stop attacking Congo"; else as it is."""
    if not event.absorbed or told[event.absorbed_by].type != "REQUEST":
        return event
    if "end" not in event.effects or QUADS[event.type] != "material conflict" or not event.actors or not event.recipients:
        return event
    return replace(event, absorbed_by=-1, effects=event.effects - ENDING, because=(*event.because, "claims:presupposed"))
