"""Puts a brief together: events that became known, changed their standing, and relations that moved between two days."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from detente.brief import Brief, Change, Move
from detente.desk.accounts import load_accounts
from detente.desk.found import EventFound
from detente.desk.past import find_as_of
from detente.records import Account

if TYPE_CHECKING:
    from detente.relations import Trajectory

CONTESTED = frozenset(("disputed", "denied"))
SURE = frozenset(("confirmed", "retracted"))
_MOST_MOVES = 12
_EPOCH = dt.date(1970, 1, 1)
Draw = Callable[["Trajectory", int, int], str]
Relate = Callable[[str, str, dt.date], "Trajectory"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days of a brief, both included, the clock that says when a claim is known, and the parties that it is about, () for all."""

    first: dt.date
    last: dt.date
    clock: str = "said"
    parties: tuple[str, ...] = ()

    @property
    def before(self) -> dt.date:
        """The last day before."""
        return self.first - dt.timedelta(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a span brought: events that are new, and those that stand otherwise than before with how they stood, latest first."""

    new: tuple[EventFound, ...]
    changed: tuple[tuple[EventFound, str], ...]


def find_news(connection: Any, span: Span) -> News:
    """The events of a ledger that became known in some days, and those whose status changed; `connection` is one of SQLAlchemy."""
    from detente.ledger.asking import Question
    from detente.ledger.recent import find_touched

    ids = find_touched(connection, span.first, span.last, span.clock)
    now = [one for one in find_as_of(connection, ids, span.last, span.clock, Question(), ()) if _concerns(one, span.parties)]
    stood = {
        claim: one.standing.status
        for one in find_as_of(connection, ids, span.before, span.clock, Question(), ()) for claim in one.event.claims
    }  # fmt: skip
    new, changed = [], []
    for one in now:
        known = [told for told in one.claims if told.id in stood]
        if not known:
            new.append(one)
            continue
        before = Counter(stood[told.id] for told in known).most_common(1)[0][0]
        if before != one.standing.status:
            changed.append((one, before))
    return News(new=tuple(sorted(new, key=lambda one: _rank(one, span.parties))), changed=tuple(changed))


def _concerns(one: EventFound, parties: Sequence[str]) -> bool:
    return not parties or bool({*one.event.actors, *one.event.recipients} & set(parties))


def _rank(one: EventFound, parties: Sequence[str]) -> tuple[int, int, int, str]:
    """Events between two of the parties first, then those that most independent sources and most claims tell of, then the latest."""
    event = one.event
    between = len({*event.actors, *event.recipients} & set(parties))
    return -min(between, 2), -one.standing.origins, -len(event.claims), f"{9_999_999 - (event.first or _EPOCH).toordinal():07}{event.id}"


def make_brief(
    connection: Any, span: Span, *, language: str, limit: int, relate: Relate, draw: Draw | None
) -> Brief:
    """The brief of a span; `relate` gives the course of a pair up to a day, `draw` an SVG of it, None for a brief without charts.

    New events are listed up to `limit`, 0 for all; those that changed always are.
    """
    news = find_news(connection, span)
    listed = sorted(news.new[: limit or None], key=lambda one: -(one.event.first or _EPOCH).toordinal())
    new = tuple(load_accounts(connection, listed))
    contested = _changes(connection, [pair for pair in news.changed if pair[1] not in CONTESTED and pair[0].standing.status in CONTESTED])
    settled = _changes(connection, [(one, before) for one, before in news.changed if _settled(before, one.standing.status)])
    moves, basis = _moves(news.new, span, relate, draw)
    return Brief(
        parties=span.parties, first=span.first, last=span.last, clock=span.clock, language=language, new=new,
        more=len(news.new) - len(listed), contested=contested, settled=settled, moves=moves, basis=basis, charts=draw is not None,
    )  # fmt: skip


def _settled(before: str, after: str) -> bool:
    return (after in SURE and before not in SURE) or (before in CONTESTED and after not in CONTESTED)


def _changes(connection: Any, found: Sequence[tuple[EventFound, str]]) -> tuple[Change, ...]:
    accounts: Iterable[Account] = load_accounts(connection, [one for one, _ in found])
    return tuple(Change(account=account, before=before) for account, (_, before) in zip(accounts, found, strict=True))


def _moves(
    new: Sequence[EventFound], span: Span, relate: Relate, draw: Draw | None
) -> tuple[tuple[Move, ...], tuple[float, float, str]]:
    """The pairs with most new events, those that moved most first; and what their valence rests on."""
    counts = _pairs(new, span.parties)
    chosen = sorted(counts, key=lambda pair: (-counts[pair], pair))[:_MOST_MOVES]
    moves, bases = [], []
    for a, b in chosen:
        path = _try(relate, a, b, span.last)
        if path is None:  # nothing between the two counts: all of it is only announced, disputed or denied
            continue
        moves.append(_move(_try(relate, a, b, span.before), path, span, counts[a, b], draw))
        bases.append((path.parameters.level, path.parameters.half_life, path.mix_basis))
    moves.sort(key=lambda move: (not move.moved, move.verdict == "thin", -abs((move.after or 0) - (move.before or 0)), move.a, move.b))
    return tuple(moves), bases[0] if bases else (0.9, 90.0, "world")


def _pairs(found: Sequence[EventFound], parties: Sequence[str]) -> Counter[tuple[str, str]]:
    """New events by pair: among the parties where two or more are given, else of the one party, else of all."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in found:
        named = sorted({*one.event.actors, *one.event.recipients} - {"---", ""})
        sides = set(one.event.actors), set(one.event.recipients)
        for a, b in combinations(named, 2):
            inside = len({a, b} & set(parties)) >= min(2, len(parties))
            across = not sides[1] or (a in sides[0] and b in sides[1]) or (b in sides[0] and a in sides[1])
            if inside and across:
                counts[a, b] += 1
    return counts


def _try(relate: Relate, a: str, b: str, until: dt.date) -> "Trajectory | None":
    try:
        return relate(a, b, until)
    except ValueError:
        return None


def _move(then: "Trajectory | None", now: "Trajectory", span: Span, events: int, draw: Draw | None) -> Move:
    days = (span.first - _EPOCH).days, (span.last - _EPOCH).days
    return Move(
        a=now.a, b=now.b, before=_read(then), after=_read(now), band_before=_band(then), band_after=_band(now), events=events,
        chart=draw(now, *days) if draw else "",
    )  # fmt: skip


def _read(path: "Trajectory | None") -> float | None:
    return None if path is None or path.joint.grey[-1] else float(path.joint.valence[-1])


def _band(path: "Trajectory | None") -> tuple[float, float]:
    return (-1.0, 1.0) if path is None else (float(path.joint.low[-1]), float(path.joint.high[-1]))
