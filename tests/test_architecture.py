"""The house keeps its shape: directions of import, names, sizes, locks, and what the docs tell."""

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
ROOMS = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
SOURCES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
LOCKS = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]
LONGEST = 400
MAY_BE_LONGER: dict[str, str] = {
    "clinic/store/migrations/versions/0001_the_first_tables.py": "written by alembic",
}
"""Files over the limit, each with its reason."""
BANNED_FILES = {"utils", "util", "helpers", "manager", "base", "common", "misc"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_imports_run_one_way() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_list_of_rooms_is_the_same() -> None:
    tools = PROJECT["tool"]
    assert set(tools["importlinter"]["root_packages"]) == set(ROOMS)
    assert set(tools["mypy"]["packages"]) == set(ROOMS)
    assert set(tools["coverage"]["run"]["source"]) == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_a_package(room: str) -> None:
    assert (ROOT / room / "__init__.py").is_file()


def test_nobody_else_owns_our_names() -> None:
    owners = importlib.metadata.packages_distributions()
    taken = {room: owners[room] for room in ROOMS if set(owners.get(room, ())) - {"frontdesk"}}
    assert not taken, f"another distribution ships our package names: {taken}"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_file_fits_in_a_head(path: Path) -> None:
    lines = len(path.read_text().splitlines())
    assert lines <= LONGEST or name(path) in MAY_BE_LONGER, f"{name(path)} has {lines} lines"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_file_is_named_by_a_noun_and_says_what_it_is(path: Path) -> None:
    assert path.stem not in BANNED_FILES
    assert ast.get_docstring(ast.parse(path.read_text())), f"{name(path)} has no docstring"


def test_only_the_view_prints() -> None:
    printing = {"print", "input"}
    guilty = []
    for path in SOURCES:
        if name(path) == "cli/view.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            calls = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if calls and node.func.id in printing:
                guilty.append(f"{name(path)}:{node.lineno}")
            streams = isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr"}
            if streams and isinstance(node.value, ast.Name) and node.value.id == "sys":
                guilty.append(f"{name(path)}:{node.lineno}")
    assert not guilty


@pytest.mark.parametrize("lock", LOCKS, ids=name)
def test_a_lock_has_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text()
    assert not re.search(r"\w+://|--(index|extra|find|trusted)", text)
    blocks = re.split(r"\n(?=[a-z])", text.split("make lock\n", 1)[1])
    for block in blocks:
        assert re.match(r"[a-z0-9.-]+==\S+", block), block
        assert "--hash=sha256:" in block, block


def locked(lock: Path) -> dict[str, set[str]]:
    pins: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([a-z0-9.-]+)==(\S+)", lock.read_text(), re.M):
        pins.setdefault(package, set()).add(version)
    return pins


def wanted(lines: list[str]) -> set[str]:
    return {re.split(r"[<>=\[;]", line)[0].lower().replace("_", "-") for line in lines}


def test_the_locks_hold_what_the_project_names() -> None:
    runtime, development = map(locked, LOCKS)
    assert wanted(PROJECT["project"]["dependencies"]) <= set(runtime)
    assert wanted(PROJECT["dependency-groups"]["dev"]) <= set(development)
    assert {package: development.get(package) for package in runtime} == runtime


def test_what_is_locked_is_what_is_installed() -> None:
    for package, versions in locked(LOCKS[1]).items():
        try:
            installed = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
        assert installed in versions, f"{package} {installed} is installed; run `make setup`"


def test_the_wheel_ships_the_rooms_and_their_data(tmp_path: Path) -> None:
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    shipped = set(zipfile.ZipFile(wheel).namelist())
    tops = {one.split("/")[0] for one in shipped if "dist-info" not in one}
    assert tops == set(ROOMS)
    for room in ROOMS:
        for path in (ROOT / room).rglob("*"):
            if path.suffix in {".py", ".yaml", ".json"}:
                assert name(path) in shipped
