"""`detente show`: one event with everything that is said of it."""

import sys

import click

from detente.cli._ledger import LEDGER, write_events, write_table


@click.command(name="show")
@click.argument("name", metavar="ID")
@LEDGER
@click.option("--format", "format_name", type=click.Choice(("table", "jsonl")), default="table", show_default=True, help="How.")
def command(name: str, ledger: str, format_name: str) -> int:
    """Show an event: all its claims, both sides, their sentences, and why it stands as it does. ID may be shortened."""
    import detente
    from detente.desk import Found

    with detente.open(ledger) as opened:
        found = opened.show(name)
        sentences = opened.sentences(found)
        notes = [one for one in opened.decisions() if set(one.targets) & {found.event.id, *found.event.claims}]
    if format_name == "jsonl":
        write_events(Found((found,)), "jsonl", sys.stdout)
        return 0
    write_events(Found((found,)), "table", sys.stdout)
    standing = found.standing
    click.echo(f"{standing.status} by rule {standing.rule}; independent origins: {standing.origins}")
    sides = dict.fromkeys(standing.for_claims, "for") | dict.fromkeys(standing.against_claims, "against")
    rows = [
        {
            "claim": told.id, "side": sides.get(told.id, ""), "stance": f"{told.claim.stance}, {told.claim.certainty}",
            "said by": ", ".join(p.entity.name or p.text for p in told.claim.speakers) or "article", "said": told.said,
            "in": told.publisher or told.credit, "sentence": sentences[told.id],
        }
        for told in found.claims
    ]  # fmt: skip
    write_table(rows, sys.stdout)
    for link in found.event.links:
        click.echo(f"joined {link.first} {link.second} by {link.rule}: {', '.join(link.evidence)}")
    for claim, what in standing.caveats:
        click.echo(f"caveat {claim}: {what}")
    for one in notes:
        click.echo(f"{one.kind} {one.id} by {one.by}, {one.at:%Y-%m-%d}: {one.reason}")
    return 0
