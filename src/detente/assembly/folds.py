"""Copies of one sentence folded to one claim: it is linked for all of them, so that links grow with copies and not with their square."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from detente.assembly.leads import Lead, pack_lead
from detente.records import Link


def find_folds(leads: Iterable[Lead]) -> dict[str, int]:
    """The fold of each claim of some texts that have copies, whole texts at a time, by the claim's id: a number of 63 bits.

    Claims of one fold stand in different copies of one text, were printed on one day, and are told in the same words of the same parties,
    days and things: whatever one of them is linked with, the others are too. A claim without content words has none. Where a text tells
    the same twice, its second telling is of the fold of the others' second.
    """
    times: dict[tuple[str, int], int] = {}
    found: dict[str, int] = {}
    for lead in sorted((lead for lead in leads if lead.words), key=lambda lead: lead.id):
        told = _number(pack_lead(lead))
        time = times[lead.article, told] = times.get((lead.article, told), 0) + 1
        found[lead.id] = told if time == 1 else _number(told.to_bytes(8, "big") + time.to_bytes(4, "big"))
    return found


def fold_links(speaker: str, lead: Lead, others: Iterable[str]) -> list[Link]:
    """The links of the claim that speaks for a fold, the one of the smallest id, to others of it; `lead` is that of any of them."""
    evidence = (f"copies of article {lead.origin}", *(f"word {word}" for word in sorted(lead.words)))
    ends = (sorted((speaker, other)) for other in others)
    return [Link(first=first, second=second, rule="J2", evidence=evidence, strength=0.95) for first, second in ends]


def spread_links(links: Sequence[Link], folds: Mapping[str, int], *, known: set[str], apart: set[str]) -> list[Link]:
    """The links of folds whose speaker cannot speak for them: it is not `known` yet, or an analyst set one of the fold `apart`.

    There each known claim of the fold gets the links of the speaker, as if there had been no fold; an answer (J1) is one within its text
    and stays.
    """
    members: dict[int, list[str]] = {}
    for name, fold in folds.items():
        members.setdefault(fold, []).append(name)
    found = list(links)
    for names in members.values():
        speaker, here = min(names), sorted(name for name in names if name in known)
        if len(names) < 2 or (speaker in known and apart.isdisjoint(names)):
            continue
        own = [link for link in found if speaker in (link.first, link.second) and link.rule != "J1"]
        inside = next((link for link in own if {link.first, link.second} <= set(names)), None)
        found += [_moved(link, speaker, name) for link in own for name in here if not {link.first, link.second} <= set(names)]
        if inside:
            pairs = ((one, other) for place, one in enumerate(here) for other in here[place + 1 :])
            found += [Link(first=a, second=b, rule=inside.rule, evidence=inside.evidence, strength=inside.strength) for a, b in pairs]
    return list(dict.fromkeys(found))


def _moved(link: Link, old: str, new: str) -> Link:
    first, second = sorted((new, link.second if link.first == old else link.first))
    return Link(first=first, second=second, rule=link.rule, evidence=link.evidence, strength=link.strength)


def _number(data: bytes) -> int:
    return (int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big") >> 1) | 1  # never 0, which stands for no fold
