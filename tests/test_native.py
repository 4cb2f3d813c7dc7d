"""Compiled rooms: the program says the same with and without them, and never uses those of other sources."""

import copy
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from detente import _native
from detente.records import Entity, Party, Token

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*/*.txt"))[::6]
COMPILED = bool(_native.compiled_modules(_native.native_folder()))

WHERE = "import detente.language.tree as t, sys; print(t.__file__)"


def python(*words: str, pure: bool) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "DETENTE_PURE"} | ({"DETENTE_PURE": "1"} if pure else {})
    return subprocess.run([sys.executable, *words], check=True, capture_output=True, text=True, env=environment).stdout


TREE = "detente.language.tree"
SEEN = "detente.claims.behind"


def compiled(folder: Path, digest: str) -> Path:
    """A folder as if one module had been compiled from a source with that digest; its libraries are empty files."""
    for name in (TREE, _native.SHARED):
        library = _native.library(folder, name)
        library.parent.mkdir(parents=True, exist_ok=True)
        library.touch()
    _native.listing_in(folder).write_text(f"{TREE} {digest} compiled\n", encoding="utf-8")
    return folder


def test_modules_compiled_from_these_sources_are_used(tmp_path):
    folder = compiled(tmp_path, _native.digest_of(_native.source(TREE)))

    assert _native.compiled_modules(folder) == {TREE, _native.SHARED}


def test_a_source_that_changed_since_turns_all_compiled_modules_off(tmp_path):
    assert _native.compiled_modules(compiled(tmp_path, "0123456789abcdef")) == frozenset()


@pytest.mark.parametrize(("digest", "used"), [(_native.digest_of(_native.source(SEEN)), {TREE, _native.SHARED}), ("0123456789abcdef", set())])
def test_so_does_a_source_that_was_not_compiled_but_seen_by_the_compiler(tmp_path, digest, used):
    folder = compiled(tmp_path, _native.digest_of(_native.source(TREE)))
    with _native.listing_in(folder).open("a", encoding="utf-8") as listing:
        listing.write(f"{SEEN} {digest} seen\n")

    assert _native.compiled_modules(folder) == used


@pytest.mark.parametrize("lost", [TREE, _native.SHARED])
def test_a_library_that_is_not_there_for_this_python_turns_them_off(tmp_path, lost):
    folder = compiled(tmp_path, _native.digest_of(_native.source(TREE)))
    _native.library(folder, lost).unlink()

    assert _native.compiled_modules(folder) == frozenset()


def test_a_list_of_another_form_turns_them_off(tmp_path):
    folder = compiled(tmp_path, _native.digest_of(_native.source(TREE)))
    _native.listing_in(folder).write_text(f"{TREE} {_native.digest_of(_native.source(TREE))}\n", encoding="utf-8")

    assert _native.compiled_modules(folder) == frozenset()


def test_where_nothing_was_compiled_nothing_is_used(tmp_path):
    assert _native.compiled_modules(tmp_path) == frozenset()


def test_only_modules_of_rooms_are_looked_for(tmp_path):
    folder = compiled(tmp_path, _native.digest_of(_native.source(TREE)))
    finder = _native.NativeFinder(folder)

    assert [finder.find_spec(name) for name in ("json", "os.path", "detente.language", "detente.language.view")] == [None] * 4
    assert finder.find_spec(TREE).origin == str(_native.library(folder, TREE))


def test_the_user_may_ask_for_the_sources():
    assert python("-c", WHERE, pure=True).strip().endswith("tree.py")


def test_records_are_pickled_and_copied_whether_compiled_or_not():
    token = Token(index=3, start=10, end=15, text="Korut", upos="PROPN")
    party = Party(entity=Entity(code="PRK", name="Kim Jong-un"), start=10, end=15, text="Korut")

    assert pickle.loads(pickle.dumps((token, party))) == (token, party)
    assert copy.deepcopy(party) == copy.copy(party) == party
    assert hash(copy.copy(token)) == hash(token)


@pytest.mark.skipif(not COMPILED, reason="nothing is compiled here; `make compiled` does it, where there is a C compiler")
def test_compiled_rooms_read_the_same_to_the_last_character():
    assert not python("-c", WHERE, pure=False).strip().endswith(".py")

    command = ["-c", "from detente.cli import main; main()", "read", *map(str, EXAMPLES), "--format", "jsonl", "--quiet"]

    assert python(*command, pure=False) == python(*command, pure=True)
