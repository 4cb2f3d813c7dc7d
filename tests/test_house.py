"""The rules of the house that no other tool holds: sizes, docstrings, words outside code, and documents that agree with the program."""

import ast
import io
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

import detente
from detente.cli import detente as command_line
from detente.cli import run
from detente.export import event_format_names, format_names
from detente.language import available_languages, load_pack
from detente.language.schema import TABLES
from detente.reading import FLAT_COLUMNS

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "detente"
MODULES = sorted(SOURCE.rglob("*.py"))
PACKS = available_languages()
MAX_MODULE, MAX_FUNCTION, MAX_PUBLIC = 400, 60, 30


def module_name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def public(tree: ast.Module) -> Iterator[ast.AST]:
    """Public functions and classes of a module, and public methods of public classes."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (inner for inner in node.body if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"))


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_module_is_small_and_so_are_its_functions(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_MODULE
    assert [f.name for f in functions(tree_of(path)) if f.end_lineno - f.lineno >= MAX_FUNCTION] == []


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_every_module_and_every_public_name_says_what_it_is(path):
    tree = tree_of(path)

    assert ast.get_docstring(tree)
    assert [node.name for node in public(tree) if not ast.get_docstring(node)] == []


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_every_parameter_and_result_of_a_function_is_typed(path):
    for function in functions(tree_of(path)):
        arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        untyped = [a.arg for a in arguments if a.annotation is None and a.arg not in ("self", "cls")]

        assert untyped == [], function.name
        assert function.returns is not None, function.name


def test_the_public_names_are_few_and_are_there():
    assert len(detente.__all__) <= MAX_PUBLIC
    assert detente.__all__ == sorted(detente.__all__)
    assert all(getattr(detente, name) is not None for name in detente.__all__)
    assert dir(detente) == detente.__all__
    with pytest.raises(AttributeError):
        _ = detente.no_such_name


# --- words of a language stand in tables, not in code -----------------------------------------------------------------------------


def strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """String literals that are no docstring."""
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body and isinstance(node.body[0], ast.Expr)
    }
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented | bare:
            yield node


def table_words() -> frozenset[str]:
    """Words of the tables that are no words of English: none of them may stand in code."""
    english, other = set(), set()
    for tag in PACKS:
        pack = load_pack(tag)
        words = {
            word.lower()
            for table in ("events", "modality", "reporting")
            for row in pack.rows(table)
            for lemma in row.items("lemma")
            for word in lemma.split()
        }
        (english if tag == "en" else other).update(words)
    terms = {value for columns in TABLES.values() for column in columns for value in (column.name, *column.allowed)}
    terms |= {word for path in (SOURCE / "resources" / "plover").glob("*.tsv") for word in re.findall(r"[a-z]+", path.read_text(encoding="utf-8"))}
    terms |= {"verbal", "material"}  # the quad classes of PLOVER
    terms |= {*event_format_names(), "data"}  # names of formats, and of an element that GraphML has
    return frozenset(word for word in other - english - terms if len(word) > 3)


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_no_word_of_a_language_stands_in_code(path):
    listed = table_words()
    for node in strings(tree_of(path)):
        letters = {char for char in node.value if ord(char) > 127 and unicodedata.category(char) in ("Lu", "Ll", "Lt", "Lo")}

        assert not letters, f"line {node.lineno}: {letters}"
        assert not set(re.findall(r"[a-z]+", node.value)) & listed, f"line {node.lineno}: {node.value!r}"


@pytest.mark.parametrize("tag", PACKS)
def test_every_pack_has_the_tables_that_reading_needs(tag):
    pack = load_pack(tag)

    assert pack.settings["name"]
    for table in ("events", "modality", "reporting", "sets"):
        assert pack.rows(table), table
    assert (pack.folder / "common.txt").is_file()


# --- documents agree with the program (make docs) ---------------------------------------------------------------------------------


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def notice_codes() -> set[str]:
    """The codes of all notices that are made in the source."""
    found = set()
    for path in MODULES:
        for call in (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Notice"):
            values = [word.value for word in call.keywords if word.arg == "code"]
            assert values, f"{module_name(path)}:{call.lineno}: a notice without a code"
            assert isinstance(values[0], ast.Constant), f"{module_name(path)}:{call.lineno}: the code is not a plain string"
            found.add(values[0].value)
    return found


def test_docs_every_notice_has_a_paragraph_and_every_paragraph_a_notice():
    described = set(re.findall(r"^### `([a-z-]+\.[a-z-]+)`$", text_of("docs/notices.md"), re.MULTILINE))

    assert described == notice_codes()


def test_docs_every_field_of_the_output_is_described():
    from samples import make_claim

    from detente.records.wire import claim_to_dict

    described = text_of("docs/output.md")

    assert [name for name in claim_to_dict(make_claim()) if f"`{name}`" not in described] == []
    assert [name for name in FLAT_COLUMNS if f"`{name}`" not in described] == []
    assert [name for name in format_names() if f"`--format {name}`" not in described] == []


def test_docs_every_column_of_a_table_of_the_packs_is_in_the_guide():
    guide = text_of("docs/tables.md")

    assert [name for name in ("events", "modality", "reporting", "acts", "sets", "contexts") if f"`{name}.tsv`" not in guide] == []


@pytest.mark.parametrize("tag", PACKS)
def test_every_set_of_a_language_is_asked_for_by_a_row(tag):
    pack = load_pack(tag)
    asked = {name for row in pack.rows("events") for name in re.findall(r"@([\w-]+)", row["theme"])}
    asked |= set(pack.settings["syntax"].get("sets", {}).values()) | {"accusation"}

    assert [row["id"] for row in pack.rows("sets") if row["id"] not in asked] == []


@pytest.mark.parametrize("tag", PACKS)
def test_docs_every_key_of_the_syntax_of_a_language_is_in_the_guide(tag):
    guide = text_of("docs/tables.md")
    syntax = load_pack(tag).settings["syntax"]

    assert [key for key in syntax if key != "sets" and f"`{key}`" not in guide] == []
    assert [name for name, value in syntax.get("sets", {}).items() if not isinstance(value, str)] == []


def test_docs_every_verb_and_option_in_the_readme_exists():
    readme = text_of("README.md")
    verbs = {name: command_line.get_command(None, name) for name in command_line.list_commands(None)}
    options = {word for command in verbs.values() for parameter in command.params for word in parameter.opts}

    assert set(re.findall(r"\bdetente ([a-z]+) [^a-z]", readme)) <= set(verbs)
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", readme)) <= options | {"--help"}
    for name in verbs:
        assert f"detente {name}" in readme


def test_docs_every_make_target_in_the_readme_exists():
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    for name in ("README.md", "CONTRIBUTING.md"):
        assert set(re.findall(r"(?:^|`)make ([a-z]+)", text_of(name), re.MULTILINE)) <= targets


@pytest.mark.parametrize("path", [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda path: path.name)
def test_docs_links_to_files_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize("page", ["coverage.py", "probes_page.py"])
def test_docs_the_pages_that_are_counted_are_what_the_tables_and_probes_hold(page):
    done = subprocess.run([sys.executable, str(ROOT / "bench" / page), "--check"], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_docs_the_example_of_the_readme_can_be_run(monkeypatch, capsys):
    readme = text_of("README.md")
    command = re.search(r"<!-- example -->\n```sh\n\$ (.*?)\n\n", readme, re.DOTALL)[1]
    words = command.split("read - ")[1].split()
    article = re.search(r'echo "(.*?)"', command, re.DOTALL)[1].replace("\\\n", "")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(article.encode())))

    assert run(["read", "-", *words]) == 0
    assert "who \N{RIGHTWARDS ARROW} whom" in capsys.readouterr().out
    assert "@@" not in readme
