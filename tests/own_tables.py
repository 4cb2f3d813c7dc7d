"""A newsroom's own tables, in both languages, for the tests of `--tables` and `detente tables check`."""

from pathlib import Path

EVENTS = "id\tlemma\tpos\tframe\ttheme\ttype\tmode\tcameo\tflags\tcontexts\texample\texpect"
SETS = "id\twords"
BODIES = "code\tname\tsector\tnames\twikidata\tsource"
PERSONS = "id\tname\tnames\tshort\tcode\tsector\toffice\tsince\tuntil\tfame\twikidata\tsource"
ACTORS = "id\tcode\tkind\tsector\tnames\tneeds"

NEWSROOM = {
    "actors/bodies.tsv": [BODIES, "COD.EAGLES\tKivu Eagles\tREB\tKivu Eagles|Elang Kivu\t\town"],
    "en/sets.tsv": [SETS, "waste\tsludge|toxic waste|rubbish"],
    "en/events.tsv": [
        EVENTS,
        "dump\tdump\tv\tsubj=actor on|in|into=recipient\tobj:@waste\tCOERCE\t\t170\t\tenvironment\tThe Kivu Eagles dumped sludge in Burundi.\tCOD.EAGLES>BDI",
    ],
    "id/sets.tsv": [SETS, "limbah\tlimbah|sampah"],
    "id/events.tsv": [
        EVENTS,
        "buang-limbah\tbuang\tv\tsubj=actor ke|di=recipient\tobj:@limbah\tCOERCE\t\t170\t\tenvironment\tElang Kivu membuang limbah ke Burundi.\tCOD.EAGLES>BDI",
    ],
}
"""An armed group and a verb that detente does not know."""

SENTENCES = {
    "en": ("Kivu Eagles rebels dumped toxic waste in Burundi on Monday.", "events:en/dump"),
    "id": ("Kelompok Elang Kivu membuang sampah ke Burundi pada Senin.", "events:id/buang-limbah"),
}


def write_tables(folder: Path, files: dict[str, list[str]]) -> str:
    """The folder with these files in it, as a user would name it."""
    for name, lines in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(folder)
