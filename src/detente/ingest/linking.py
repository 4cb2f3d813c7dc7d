"""Claims that are new, or read anew, linked with those that the ledger knows: copies of one sentence by one of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from detente.assembly import (
    Lead,
    find_folds,
    fold_links,
    link_answers,
    link_leads,
    make_lead,
    pack_lead,
    sought_keys,
    stored_keys,
    unpack_lead,
)
from detente.ledger import derived, leads
from detente.ledger.leads import StoredLead
from detente.records import Link, Told


def link_anew(connection: sa.Connection, told: Mapping[str, Told]) -> dict[str, Lead]:
    """Links some claims, whole texts of them, with all others; the leads of the claims linked anew, those at the other end left out.

    Each fold has one speaker, the claim of the smallest id: it alone stands under keys and is linked, and the others hang on it. So a claim
    that takes the place of a speaker brings about that the whole fold is linked anew.
    """
    change = _change(connection, told)
    speaking = {name: lead for name, lead in change.leads.items() if change.speaks(name)}
    leads.drop_keys(connection, ((key, name) for name, lead in change.spoke.items() for key in stored_keys(lead)))
    leads.add_keys(connection, ((key, name) for name, lead in speaking.items() for key in stored_keys(lead)))
    leads.drop_links(connection, change.known & told.keys())
    leads.drop_links(connection, change.leads.keys() - told.keys(), keep="J1")
    sought = {key for lead in speaking.values() for key in sought_keys(lead)}
    near = leads.load_leads(connection, leads.find_under(connection, sought) - speaking.keys())
    found = link_leads(speaking.values(), (unpack_lead(one.claim, one.article, one.body) for one in near.values()))
    fresh = [change.leads[name] for name in sorted(told)]
    derived.add_links(connection, [*found, *link_answers(fresh), *change.folded()])
    return change.leads


@dataclass(slots=True)
class _Change:
    """What changes: the leads of all claims that are linked anew, those that spoke before, and the folds that they are in now.

    `known` are those of the claims read anew that had been linked before; `turned` are the folds that have another speaker now.
    """

    leads: dict[str, Lead]
    folds: dict[str, int]
    members: dict[int, set[str]]
    spoke: dict[str, Lead] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    turned: set[int] = field(default_factory=set)

    def speaks(self, name: str) -> bool:
        """Whether a claim is linked for itself, and for its fold."""
        fold = self.folds.get(name, 0)
        return not fold or name == min(self.members[fold])

    def folded(self) -> list[Link]:
        """The links of speakers to the others of their folds, as far as one of both is linked anew."""
        found = []
        for fold in sorted({self.folds[name] for name in self.leads if self.folds.get(name)}):
            speaker, *others = sorted(self.members[fold])
            some = others if fold in self.turned or speaker in self.leads else [name for name in others if name in self.leads]
            lead = self.leads.get(speaker) or next(self.leads[name] for name in some)
            found += fold_links(speaker, lead, some)
        return found


def _change(connection: sa.Connection, told: Mapping[str, Told]) -> _Change:
    """The change that some claims bring, with their leads kept and the folds that they leave or enter."""
    fresh = {name: make_lead(one) for name, one in told.items()}
    before = leads.load_leads(connection, fresh)
    copied = leads.find_copied(connection, {lead.article for lead in fresh.values()})
    folds = find_folds(lead for lead in fresh.values() if lead.article in copied)
    touched = {*folds.values(), *(one.fold for one in before.values() if one.fold)}
    old_members = leads.find_members(connection, touched)
    leads.keep_leads(connection, (StoredLead(name, lead.article, folds.get(name, 0), pack_lead(lead)) for name, lead in fresh.items()))
    members = leads.find_members(connection, touched)
    change = _Change(leads=dict(fresh), folds=dict(folds), members=members, known=set(before))
    change.turned = {fold for fold in touched if fold in members and min(members[fold]) != min(old_members.get(fold, {""}))}
    others = {name for fold in change.turned for name in members[fold]} - fresh.keys()
    change.folds |= {name: fold for fold in change.turned for name in members[fold]}
    stored = leads.load_leads(connection, others) | before
    speakers = {min(names) for names in old_members.values()} | {name for name, one in before.items() if not one.fold}
    change.spoke = {name: _unpacked(stored[name]) for name in sorted(speakers & stored.keys())}
    change.leads |= {name: _unpacked(stored[name]) for name in others}
    return change


def _unpacked(one: StoredLead) -> Lead:
    return unpack_lead(one.claim, one.article, one.body)
