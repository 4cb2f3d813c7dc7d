"""Compiles the rooms where the time goes: `python compile.py [--remove]`, or `make compiled`.

mypyc (part of mypy) turns typed modules into C; a compiler and the headers of Python are needed. The result lies in src/detente/native and
is used as long as its sources stay as they are (src/detente/_native.py); the program does the same without it, only slower. What was tried
and measured: docs/decisions/0008-speed.md.
"""

import argparse
import os
import shutil
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent
WORK = ROOT / "build" / "native"  # what was compiled stays there, so that the next time only what changed is
sys.path.insert(0, str(ROOT / "src"))
os.environ["DETENTE_PURE"] = "1"  # the compiler works from sources

from detente._native import COMPILED, digest_of, listing_in, native_folder, source

MODULES = {
    "records": "attribution claim entity event moment syntax",
    "language": "forms pack parties tables tree view",
    "syntax": "attach clauses features headline hide order parser predicate relabel repair sentences tokens trees",
    "entities": "compose described descriptions find institutions lexicon persons pieces refer registry runs salience scan",
    "times": "find link match reach words",
    "events": "bind carried complete contexts fill find frames match modality repeat settle slots strangers",
    "claims": "attribute build content cues fold quotes verdicts voices",
}
"""The modules that hold most of the time outside the network's arithmetic; the other half of the code would take as long to compile."""


def modules() -> list[str]:
    """The names of the modules that are compiled, e.g. "detente.events.match"."""
    return [f"detente.{room}.{name}" for room, names in MODULES.items() for name in names.split()]


def seen() -> list[str]:
    """The sources that the compiler reads without compiling them: the rest of the same rooms, and the errors."""
    rooms = [path for room in MODULES for path in sorted((ROOT / "src" / "detente" / room).rglob("*.py"))]
    names = [".".join(path.relative_to(ROOT / "src").with_suffix("").parts) for path in rooms]
    return [name for name in [*names, "detente.errors"] if name not in modules()]


def missing() -> str:
    """What this machine lacks to compile, "" where nothing does."""
    compiler = (sysconfig.get_config_var("CC") or "cc").split()[0]
    if not shutil.which(compiler):
        return f"no C compiler ({compiler}); e.g. apt-get install gcc"
    if not (Path(sysconfig.get_path("include")) / "Python.h").is_file():
        return f"no headers of Python {sys.version_info.major}.{sys.version_info.minor}; e.g. apt-get install python3-dev"
    return ""


def build() -> None:
    """Compiles into a folder of its own and puts it in place of what was there."""
    from mypyc.build import mypycify
    from setuptools import Distribution

    names = modules()
    kinds = [(name, COMPILED) for name in names] + [(name, "seen") for name in seen()]
    lines = [f"{name} {digest_of(source(name))} {kind}\n" for name, kind in kinds]  # taken first: a source may change meanwhile
    os.chdir(ROOT / "src")
    extensions = mypycify(
        [f"--config-file={ROOT / 'pyproject.toml'}", *(str(source(name).relative_to(ROOT / "src")) for name in names)],
        opt_level="1", debug_level="0", multi_file=True, group_name="detente", target_dir=str(WORK),
    )  # fmt: skip
    command = Distribution({"name": "detente", "ext_modules": extensions}).get_command_obj("build_ext")
    command.build_lib, command.build_temp = str(WORK / "made"), str(WORK / "objects")
    command.ensure_finalized()
    command.run()
    remove()
    shutil.copytree(WORK / "made", native_folder())
    listing_in(native_folder()).write_text("".join(lines), encoding="utf-8")


def remove() -> None:
    """Takes the compiled modules away."""
    shutil.rmtree(native_folder(), ignore_errors=True)


def main() -> int:
    """Compiles, or says what it lacks; 0 either way, as the program works without."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--remove", action="store_true", help="take the compiled modules away")
    if parser.parse_args().remove:
        remove()
        return 0
    if lack := missing():
        sys.stderr.write(f"not compiled, so the program reads from its sources, more slowly: {lack}\n")
        return 0
    build()
    return 0


if __name__ == "__main__":
    sys.exit(main())
