"""`detente brief`: what a ledger learned in some days, as a page, Markdown or PDF."""

import click

from detente.cli._asking import LANGUAGE, write_bytes
from detente.cli._ledger import LEDGER
from detente.errors import UsageError

_FORMATS = ("html", "md", "pdf")


@click.command(name="brief")
@LEDGER
@click.option("--since", metavar="DAY|LENGTH", default="7d", show_default=True, help="A day, or a length up to --until: 7d, 4w.")
@click.option("--until", metavar="DAY", default="", help="The last day; else today.")
@click.option("--states", metavar="CODE,CODE...", default="", help="Only events of these parties, and the relations among them.")
@click.option("--clock", default="said", show_default=True, help="A claim is known once `said` (printed) or `learned` (by this ledger).")
@click.option("--limit", type=click.IntRange(0), default=40, show_default=True, help="List at most so many new events; 0 for all.")
@click.option("--format", "format_name", type=click.Choice(_FORMATS), default="html", show_default=True, help="How it is written.")
@LANGUAGE
@click.option("--output", "-o", metavar="FILE", default="-", help="Write to a file instead of standard output; pdf needs one.")
def command(ledger: str, states: str, format_name: str, output: str, **asked: object) -> int:
    """Tell what is new in some days, what became contested or settled, and which relations moved.

    Every event stands once with who says so and who denies it, and footnotes lead to the sentences. Charts need the extra `plots`, PDF the
    extra `pdf`.
    """
    import detente

    if format_name == "pdf" and output == "-":
        raise UsageError("--format pdf needs a file: --output FILE")
    with detente.open(ledger) as opened:
        brief = opened.brief(*(code.strip() for code in states.split(",") if code.strip()), **asked)  # type: ignore[arg-type]
    if not brief.charts and format_name != "md":
        click.echo("no charts: Altair and vl-convert are not installed; python -m pip install 'detente[plots]'", err=True)
    write_bytes(_written(brief, format_name), output)
    return 0


def _written(brief: object, format_name: str) -> bytes:
    from detente.brief import Brief

    assert isinstance(brief, Brief)
    if format_name == "pdf":
        from detente.brief.pdf import write_pdf

        return write_pdf(brief)
    if format_name == "md":
        from detente.brief.markdown import write_markdown

        return write_markdown(brief).encode("utf-8")
    from detente.brief.page import write_html

    return write_html(brief).encode("utf-8")
