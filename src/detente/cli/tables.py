"""`detente tables`: what a folder of tables of one's own holds, and every fault in it."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from detente.language import OwnTables


@click.group(name="tables")
def command() -> None:
    """Look after tables of your own, for `detente read --tables DIR`."""


@command.command(name="check")
@click.argument("folder", metavar="DIR")
def check(folder: str) -> int:
    """Say what a folder of tables holds, or every fault in it with file and line (exit code 1).

    DIR holds tables of one language in a folder named after it (en/events.tsv) and those of all languages in actors
    (actors/bodies.tsv), with the columns of docs/tables.md. Examples of events are read and must give what they say.
    """
    from detente.checking import check_tables

    checked = check_tables(folder)
    for line in _contents(checked.tables):
        click.echo(line)
    if checked.examples:
        click.echo(f"{checked.examples} example{'s' * (checked.examples != 1)} read")
    for fault in checked.faults:
        click.echo(f"Error: {fault}", err=True)
    if checked.faults:
        click.echo(f"{len(checked.faults)} fault{'s' * (len(checked.faults) != 1)} in {folder}", err=True)
        return 1
    click.echo(f"no fault in {folder}")
    return 0


def _contents(tables: "OwnTables") -> list[str]:
    lines = []
    for (language, table), rows in tables.tables.items():
        replaced = tables.replaced(language, table)
        place = f"{language}/{table}.tsv" if language else f"{table}.tsv"
        instead = f", in place of ours: {', '.join(replaced)}" if replaced else ""
        lines.append(f"{place}: {len(rows)} row{'s' * (len(rows) != 1)}{instead}")
    return lines
