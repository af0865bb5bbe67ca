"""The documentation and the settings say the same."""

import re
from pathlib import Path

from agent_config.settings import Settings
from telephony.settings import NAMES

ROOT = Path(__file__).parents[1]
SOURCES = sorted(
    path
    for room in ("engine", "agent_config", "nlu", "clinic", "telephony", "api", "cli")
    for path in (ROOT / room).rglob("*.py")
)
READ = re.compile(r"""environ(?:\.get\(|\[)["']([A-Z_]+)["']""")
FOREIGN = {"XDG_CACHE_HOME"}
"""Variables that belong to the system."""


def variables(text: str) -> set[str]:
    return set(re.findall(r"^([A-Z0-9_]+)=", text, re.MULTILINE))


def test_the_example_of_an_environment_names_every_variable_that_is_read() -> None:
    read = {name for path in SOURCES for name in READ.findall(path.read_text("utf-8"))}
    known = {*(read - FOREIGN), *NAMES, *Settings.names()}
    assert known == variables((ROOT / ".env.example").read_text("utf-8"))


def test_nothing_is_set_in_the_example() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    assert not re.search(r"^[A-Z0-9_]+=.+", example, re.MULTILINE)


def test_the_variables_of_a_model_are_explained() -> None:
    told = (ROOT / "docs" / "add-a-vendor.md").read_text("utf-8")
    assert set(re.findall(r"^\| `([A-Z_]+)`", told, re.MULTILINE)) == set(NAMES)


def test_every_link_of_the_documentation_leads_somewhere() -> None:
    broken = []
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert not broken
