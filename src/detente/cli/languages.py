"""`detente languages`: which languages are read, and how much data stands behind each."""

import click


@click.command(name="languages")
def command() -> None:
    """List the languages that are read, with the size of their tables."""
    from detente.language import available_languages, load_pack

    for tag in available_languages():
        pack = load_pack(tag)
        name = str(pack.settings.get("name", tag))
        sizes = ", ".join(f"{table} {len(rows)}" for table, rows in sorted(pack.tables.items()) if "/" not in table and rows)
        click.echo(f"{tag}\t{name}\t{sizes}")
