"""Events arranged so that everything known before a day is found at once, and nothing of that day or later."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from detente.records.eventtable import EventTable, Floats, Ints

RATES = np.array([0.3, 0.08, 0.02, 0.005])
"""How fast an event fades, a day: half of it is gone after 2.3, 8.7, 35 and 139 days. Four spread over the lags at which events recur."""
NEVER = 10**6
"""The day of what does not come again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Events seen from either side: fact `i` is that `subject[i]` stood in `relation[i]` to `other[i]` on `day[i]`.

    Every event is there twice: as its actor's (relation = its type) and as its recipient's (relation = its type + `kinds`). Facts are
    sorted by subject and day, one a day and relation and pair; days run from 1. `after` is the next day on which the same fact comes again.
    `first` is the day before day 1, counted from 1970-01-01. The other arrays are the same facts in other orders.
    """

    size: int
    kinds: int
    first: int
    span: int
    subject: Ints
    relation: Ints
    other: Ints
    day: Ints
    after: Ints
    starts: Ints
    by_subject_relation: tuple[Ints, Ints, Ints]  # key with the day in it, day, other
    by_relation: tuple[Ints, Ints, Ints]
    by_day: tuple[Ints, Ints, Ints]  # day, other, pair
    pairs: tuple[Ints, Ints, Ints]  # where a subject's pairs start, subject, other
    fading: Floats  # (rates, ages)

    @property
    def relations(self) -> int:
        """How many relations there are, both directions counted."""
        return 2 * self.kinds

    def inverse(self, relation: int) -> int:
        """The same relation seen from the other side."""
        return (relation + self.kinds) % self.relations

    def known(self, subject: int, day: int) -> slice:
        """The facts of a subject from before a day."""
        low, high = int(self.starts[subject]), int(self.starts[subject + 1])
        return slice(low, low + int(np.searchsorted(self.day[low:high], day)))

    def key(self, subject: int | Ints, relation: int, day: int | Ints) -> int | Ints:
        """What the sorted keys of a subject and relation hold up to a day."""
        return (subject * self.relations + relation) * self.span + day

    def others(self, subject: int, relation: int, day: int, until: int) -> Ints:
        """Whom a subject stood in a relation to on the days `[day, until)`, each once."""
        keys, _, other = self.by_subject_relation
        low, high = np.searchsorted(keys, self.key(subject, relation, np.asarray([day, until])))
        return np.unique(other[low:high])

    def asked(self, day: int, until: int) -> npt.NDArray[np.int64]:
        """The questions (day, subject, relation) that the facts of `[day, until)` answer, each once, in order of their days."""
        chosen = (self.day >= day) & (self.day < until)
        return np.unique(np.stack([self.day[chosen], self.subject[chosen], self.relation[chosen]], 1), axis=0)


def history_of(table: EventTable, *, since: int | None = None) -> History:
    """The history of a table of events, e.g. `history_of(table.counted("reported"))`; `since` leaves out earlier days."""
    keep = np.ones(len(table), bool) if since is None else table.day >= since
    first = int(table.day[keep].min()) - 1 if keep.any() else 0
    facts = np.stack([table.actor[keep], table.type[keep], table.recipient[keep], table.day[keep] - first], 1)
    return arrange(facts, size=len(table.names), kinds=len(table.types), first=first)


def arrange(facts: npt.NDArray[np.int64], *, size: int, kinds: int, first: int = 0) -> History:
    """The history of rows (subject, relation, other, day), where `size` parties and `kinds` relations are numbered from 0, days from 1."""
    turned = np.stack([facts[:, 2], facts[:, 1] + kinds, facts[:, 0], facts[:, 3]], 1)
    both = np.unique(np.concatenate([facts, turned]), axis=0)
    both = both[np.lexsort((both[:, 3], both[:, 0]))]
    subject, relation, other, day = (np.ascontiguousarray(column) for column in both.T)
    span = int(day.max()) + 2 if len(day) else 2
    keys = (subject * 2 * kinds + relation) * span + day
    order = np.lexsort((day, other, relation, subject))
    again = (np.diff(keys[order] // span) == 0) & (np.diff(other[order]) == 0)
    after = np.full(len(day), NEVER)
    after[order[:-1]] = np.where(again, day[order[1:]], NEVER)
    by_pair = np.argsort(keys, kind="stable")
    relation_keys = relation * span + day
    by_relation = np.argsort(relation_keys, kind="stable")
    by_day = np.argsort(day, kind="stable")
    pairs, pair = np.unique(subject * size + other, return_inverse=True)
    return History(
        size=size, kinds=kinds, first=first, span=span, subject=subject, relation=relation, other=other, day=day, after=after,
        starts=np.searchsorted(subject, np.arange(size + 1)),
        by_subject_relation=(keys[by_pair], day[by_pair], other[by_pair]),
        by_relation=(relation_keys[by_relation], day[by_relation], other[by_relation]),
        by_day=(day[by_day], other[by_day], pair[by_day]),
        pairs=(np.searchsorted(pairs // size, np.arange(size + 1)), pairs // size, pairs % size),
        fading=np.exp(-RATES[:, None] * np.arange(span)[None]),
    )  # fmt: skip

def ranges(starts: Ints, stops: Ints) -> Ints:
    """All numbers of the ranges `[start, stop)`, one range after the other."""
    often = stops - starts
    shift = np.repeat(starts - np.concatenate(([0], np.cumsum(often)[:-1])), often) if len(starts) else np.zeros(0, np.int64)
    return shift + np.arange(len(shift))
