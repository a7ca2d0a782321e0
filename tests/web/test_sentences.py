"""Whatever a page says of what can't be done is a sentence, which the catalogue has in German."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING, Final

import pytest

from tests.web.run import HOUSE

if TYPE_CHECKING:
    from collections.abc import Iterator

# What makes texts that the catalogue is asked for; `about` and the like put sentences together.
SAYING: Final = frozenset({"Sentence", "gettext", "ngettext"})
# What carries a text to a page; functions that return one of them carry theirs, too.
CARRYING: Final = frozenset({"Fault", "CellError", "Refused", "Unsaid", "fail"})
CARRIED: Final = frozenset({"BadInput", "Unknown", "Stale", "Fault", "CellError", "Refused"})
# What pages use and never let speak to people.
SILENT: Final = {
    "notify": "a slip of ours, for the log",
    "oncall.catalogue": "files of the operator, read when the process starts",
    "oncall.errors": "pages have a sentence of their own for a database that is gone",
    "oncall.folder.csvtext": "files, which only the command line reads",
    "oncall.folder.rota_file": "files, which only the command line reads",
    "oncall.folder.rows": "the heads of files; that of cells is sentences all the same",
    "oncall.folder.tabled": "files, which only the command line reads",
    "oncall.folder.tables": "files, which only the command line reads",
    "oncall.limits": "files of the operator, read when the process starts",
    "oncall.weights": "files of the operator, read when the process starts",
    "web.carriers": "the environment of the operator, read when the process starts",
    "web.hooks.api": "answers to programs, in English as the API is",
    "web.options": "the command line",
    "web.secrets_file": "the environment of the operator, read when the process starts",
    "web.settings": "the environment of the operator, read when the process starts",
}


def module(name: str) -> ast.Module | None:
    stem = HOUSE / name.replace(".", "/")
    for file in (stem.with_suffix(".py"), stem / "__init__.py"):
        if file.exists():
            return ast.parse(file.read_text())
    return None


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (each.name for each in names)
            case ast.ImportFrom(module=str(of), names=names):
                yield of
                yield from (f"{of}.{each.name}" for each in names)


@cache
def speaking() -> dict[str, ast.Module]:
    """All modules that pages and the worker that solves use, but those that do not speak."""
    waiting = [f"web.pages.{file.stem}" for file in (HOUSE / "web" / "pages").glob("*.py")]
    waiting += ["web.worker.closing", "web.refusals"]
    found: dict[str, ast.Module] = {}
    while waiting:
        name = waiting.pop()
        tree = None if name in found else module(name)
        if tree is not None:
            found[name] = tree
            waiting += imported(tree)
    silent = tuple(f"{each}." for each in SILENT)
    return {name: tree for name, tree in found.items() if not f"{name}.".startswith(silent)}


def named(node: ast.expr | None) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Constant(value=str(name)):
            return name
    return ""


def carriers() -> set[str]:
    functions = (
        node
        for tree in speaking().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and named(node.returns) in CARRIED
    )
    return {*CARRYING, *(each.name for each in functions)}


def plain(node: ast.AST, known: dict[str, ast.expr]) -> Iterator[str]:
    """The texts of several words in an expression that no catalogue is asked for."""
    match node:
        case ast.Call(func=func) if named(func) in SAYING:
            return
        case ast.Name(id=name) if name in known:
            within = {each: made for each, made in known.items() if each != name}
            yield from plain(known[name], within)
        case ast.JoinedStr(values=values):
            words = "".join(part.value for part in values if isinstance(part, ast.Constant))
            if re.search("[a-z]{2}", words):
                yield ast.unparse(node)
        case ast.Constant(value=str(text)) if re.search("[a-z] [a-z]", text):
            yield text
        case _:
            for child in ast.iter_child_nodes(node):
                yield from plain(child, known)


def carried(function: ast.AST, carrying: set[str]) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        match node:
            case ast.Call(func=func, args=args, keywords=more) if named(func) in carrying:
                yield from args
                yield from (each.value for each in more)
            case ast.Raise(exc=ast.Call(args=args)):
                yield from args


def slips(tree: ast.Module, carrying: set[str]) -> set[str]:
    """The plain texts that functions of a module carry to pages."""
    found: set[str] = set()
    for function in [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]:
        made = {
            named(target): node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            for target in node.targets
        }
        for each in carried(function, carrying):
            found |= set(plain(each, made))
    return found


def test_what_pages_say_of_what_cannot_be_done_is_a_sentence() -> None:
    carrying = carriers()
    found = {name: slips(tree, carrying) for name, tree in speaking().items()}
    assert {name: texts for name, texts in found.items() if texts} == {}


@pytest.mark.parametrize(
    "slip",
    [
        'raise BadInput((Fault("reach", None, "way", "there is no such way"),))',
        'raise BadInput((Fault("reach", None, "way", f"{person} has no such way"),))',
        'why = f"{person} has no such way"; raise refused("way", why)',
        'raise ValueError("is no number, write one")',
        'raise refused("way", "choose a way: " + ", ".join(ways))',
        'raise refused("way", "first this is" if person else Sentence("then that is"))',
    ],
)
def test_a_plain_text_is_found(slip: str) -> None:
    source = "def do(person: str) -> None:\n" + "\n".join(f"    {s}" for s in slip.split("; "))
    assert slips(ast.parse(source), {*CARRYING, "refused"}) != set()


def test_a_sentence_is_no_slip() -> None:
    source = 'def do() -> None:\n    raise refused("way", Sentence("there is no such way"))'
    assert slips(ast.parse(source), {*CARRYING, "refused"}) == set()
