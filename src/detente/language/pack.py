"""A language pack: one folder of data that says how a language is read."""

import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from detente.errors import ResourceError, UnknownLanguage
from detente.language.forms import FormIndex, Inflector
from detente.language.schema import TABLES
from detente.language.tables import Row, read_table

FROM_SETTINGS = ("weights", "opinion", "syntax:network", "syntax:rules", "syntax:rows", "times")
"""Caches that rest on weights and TOML alone: packs of one language with other tables share them."""


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that detente knows of one language: tables by name, settings, weights of its parser.

    Shared tables (states, persons, PLOVER scores) stand beside those of the language, under `folder/name`,
    e.g. `rows("actors/states")`.
    """

    tag: str
    settings: Mapping[str, Any]
    tables: Mapping[str, tuple[Row, ...]]
    folder: Path
    inflector: Inflector
    caches: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table, none where the language has no such table."""
        return self.tables.get(table, ())

    def words(self, name: str, section: str = "syntax") -> frozenset[str]:
        """A list of words of `syntax.toml`, e.g. `words("owner_cases")`, or of another file or section; empty where there is none."""
        key = f"words:{section}:{name}"
        if key not in self.caches:
            self.caches[key] = frozenset(self.settings.get(section, {}).get(name, ()))
        found: frozenset[str] = self.caches[key]
        return found

    def with_tables(self, tables: Mapping[str, tuple[Row, ...]]) -> "Pack":
        """The same language with other rows in some of its tables."""
        merged = {**self.tables, **tables}
        same_forms = "inflection" not in tables and "irregular" not in tables
        inflector = self.inflector if same_forms else Inflector.build(merged.get("inflection", ()), merged.get("irregular", ()))
        kept = {name: self.caches[name] for name in FROM_SETTINGS if name in self.caches}
        return replace(self, tables=merged, inflector=inflector, caches=kept)

    @property
    def weights(self) -> Mapping[str, Any]:
        """The arrays of `parser.npz` by name, read at first use; raises ResourceError where the file is missing or damaged."""
        if "weights" not in self.caches:
            self.caches["weights"] = _read_weights(self.folder / "parser.npz", self.tag)
        found: Mapping[str, Any] = self.caches["weights"]
        return found

    @property
    def opinion(self) -> Mapping[str, Any]:
        """The arrays of `opinion.npz`, the second opinion on types, read at first use; empty where the language has none."""
        if "opinion" not in self.caches:
            path = self.folder / "opinion.npz"
            self.caches["opinion"] = _read_weights(path, self.tag) if path.is_file() else {}
        found: Mapping[str, Any] = self.caches["opinion"]
        return found

    def forms(self, table: str, pos_column: str = "pos") -> FormIndex:
        """An index from written forms to the rows of a table that has the columns `lemma` and `pos`."""
        key = f"forms:{table}"
        if key not in self.caches:
            self.caches[key] = FormIndex.build(self.rows(table), self.inflector, pos_column)
        index: FormIndex = self.caches[key]
        return index


def resource_folder() -> Path:
    """Where the data of the package lies."""
    return Path(str(resources.files("detente"))) / "resources"


def available_languages() -> tuple[str, ...]:
    """The tags of all packs, e.g. ("en", "id"): a new language is a new folder."""
    folder = resource_folder() / "lang"
    return tuple(sorted(p.parent.name for p in folder.glob("*/language.toml")))


@cache
def load_pack(tag: str) -> Pack:
    """The pack of a language, e.g. `load_pack("id")`.

    Raises UnknownLanguage with the tags available, ResourceError with file:line where a table is malformed.
    """
    folder = resource_folder() / "lang" / tag
    if not (folder / "language.toml").is_file():
        names = ", ".join(available_languages())
        raise UnknownLanguage(f"no language {tag!r}; available: {names}. Give one of them with --language")
    settings = _read_settings(folder)
    tables = {name: read_table(folder / f"{name}.tsv", name, f"{tag}/{name}.tsv")
              for name in TABLES if "/" not in name and (folder / f"{name}.tsv").is_file()}
    for name in TABLES:
        if "/" in name:
            path = resource_folder() / f"{name}.tsv"
            if path.is_file():
                tables[name] = read_table(path, name, f"{name}.tsv")
    inflector = Inflector.build(tables.get("inflection", ()), tables.get("irregular", ()))
    return Pack(tag=tag, settings=settings, tables=tables, folder=folder, inflector=inflector)


def _read_settings(folder: Path) -> dict[str, Any]:
    """`language.toml` as it is, every other TOML file of the folder under its name, e.g. `settings["tokens"]`."""
    settings: dict[str, Any] = {}
    for path in sorted(folder.glob("*.toml"), key=lambda p: (p.stem != "language", p.name)):
        try:
            parsed = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ResourceError(f"{folder.name}/{path.name}: {error}") from error
        if path.stem == "language":
            settings.update(parsed)
        else:
            settings[path.stem] = parsed
    return settings


def _read_weights(path: Path, tag: str) -> dict[str, Any]:
    if not path.is_file():
        raise ResourceError(f"{tag}/parser.npz: no such file; train one as training/README.md says, or give a parser with --parser")
    try:
        with np.load(path, allow_pickle=False) as stored:
            return {name: stored[name] for name in stored.files}
    except (ValueError, OSError, zipfile.BadZipFile) as error:
        raise ResourceError(f"{tag}/{path.name}: {error}; install the package again") from error
