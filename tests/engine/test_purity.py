"""The engine has no clock, no chance, no input and no output: nothing it imports could give any."""

import ast
from pathlib import Path

import pytest

import engine

ROOT = Path(engine.__file__).parent
SOURCES = sorted(ROOT.rglob("*.py"))
ALLOWED = {
    "ast",
    "bisect",
    "collections",
    "copy",
    "dataclasses",
    "datetime",
    "engine",
    "enum",
    "functools",
    "heapq",
    "itertools",
    "json",
    "math",
    "operator",
    "re",
    "statemachine",
    "string",
    "types",
    "typing",
    "unicodedata",
}
IMPURE_CALLS = {"open", "print", "input", "exec", "eval", "compile", "__import__", "breakpoint"}
NOW = {"now", "today", "utcnow", "fromtimestamp"}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno} imports relatively"
            names.add(str(node.module))
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_imports_nothing_that_acts(path: Path) -> None:
    assert imported(path) <= ALLOWED


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_neither_reads_nor_asks_what_time_it_is(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in IMPURE_CALLS, f"{path.name}:{node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in NOW, f"{path.name}:{node.lineno}"
        assert not isinstance(node, ast.AsyncFunctionDef | ast.Await | ast.Global)
