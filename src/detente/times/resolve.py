"""From a phrase found in a text to the days that it means."""

from collections.abc import Callable
from typing import Any

from detente.times import dates, feasts, joined, quarters, spans
from detente.times.context import Context, Resolved
from detente.times.match import Found

MAKERS: dict[str, Callable[[dict[str, Any], Context], Resolved]] = {
    name.removeprefix("make_").replace("_", "-"): function
    for module in (dates, feasts, quarters, spans, joined)
    for name, function in vars(module).items()
    if name.startswith("make_")
}


def resolve_found(found: Found, ctx: Context) -> Resolved:
    """The phrase worked out against a context.

    Raises ValueError where it names no possible time ("31 February"), NoReference where it needs a date that is not there.
    """
    slots = gather_slots(found, ctx)
    direction = int(slots.get("looking", 0))
    return MAKERS[found.rule.make](slots, ctx.looking(direction))


def gather_slots(found: Found, ctx: Context) -> dict[str, Any]:
    """The slots of a phrase with what stands in them worked out; tables of the lexicon and `slots` rules give their own slots."""
    gathered = dict(found.rule.params)
    inner = ctx.looking(int(gathered.get("looking", 0)))
    for name, value in found.slots.items():
        if isinstance(value, dict):
            gathered.update(value)
        elif not isinstance(value, Found):
            gathered[name] = value
        elif value.rule.make == "slots":
            gathered.update(gather_slots(value, inner))
        elif value.rule.make == "number":
            gathered[name] = read_number(value, inner)
        else:
            gathered[name] = resolve_found(value, inner)
    return gathered


def read_number(found: Found, ctx: Context) -> float | str:
    """The number of a `number` rule: a x scale + b / per + add, e.g. "dua puluh lima" = 25, "2 1/2" = 2.5; "X" for a vague one."""
    slots = gather_slots(found, ctx)
    if slots["a"] == "X":
        return "X"
    if slots.get("decimal"):
        return float(f"{slots['a']}.{slots['b']}")
    return float(slots["a"] * slots.get("scale", 1) + slots.get("b", 0) / (slots.get("per") or 1) + slots.get("add", 0))
