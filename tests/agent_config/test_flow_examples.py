"""Examples in a file of their own beside a flow: they add, and mistakes stand where they are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from agent_config.flow_file import flows, load_flow
from agent_config.flow_source import SHIPPED
from engine.clinic import Clinic

Tell = Callable[[Callable[[], object]], list[str]]

BESIDE = """\
flow: small
language: en-US
requests:
  callback:
    examples:
      - ring me later
      - please phone me
answers:
  parking: {examples: [is there a garage]}
"""

SPANISH = """\
flow: small
language: es-US
requests:
  callback: {examples: [marquenme luego]}
"""

CHILD = """\
flow: child
version: 7
extends: small
requests:
  book_appointment: null
"""


@pytest.fixture
def small(small_flow: str, small_spanish: str, here: Path) -> Path:
    """A folder with a flow in two languages, and examples beside both of its files."""
    (here / "small.yaml").write_text(small_flow, "utf-8")
    (here / "small.es.yaml").write_text(small_spanish, "utf-8")
    (here / "small.examples.yaml").write_text(BESIDE, "utf-8")
    (here / "small.es.examples.yaml").write_text(SPANISH, "utf-8")
    return here


def test_they_follow_those_in_the_flow(small: Path, riverside: Clinic) -> None:
    flow = load_flow("small.yaml", riverside)
    assert flow.examples["en"]["callback"] == ("call me back", "ring me later", "please phone me")
    assert flow.examples["en"]["parking"] == ("where do I park", "is there a garage")
    assert flow.examples["es"]["callback"] == ("llámeme", "marquenme luego")
    assert set(flow.texts) == {"en", "es"}


def test_a_flow_may_leave_its_examples_to_them(
    small: Path, small_flow: str, small_spanish: str, riverside: Clinic
) -> None:
    bare = small_flow.replace('    examples: ["call me back"]\n', "")
    (small / "small.yaml").write_text(bare, "utf-8")
    (small / "small.es.yaml").write_text(small_spanish.replace(', examples: ["llámeme"]', ""))
    flow = load_flow("small.yaml", riverside)
    assert flow.examples["en"]["callback"] == ("ring me later", "please phone me")
    assert flow.examples["es"]["callback"] == ("marquenme luego",)


def test_without_any_a_request_is_refused(
    small: Path, small_flow: str, riverside: Clinic, told: Tell
) -> None:
    bare = small_flow.replace('    examples: ["call me back"]\n', "")
    (small / "small.yaml").write_text(bare, "utf-8")
    for file in small.glob("*.es*.yaml"):
        file.unlink()
    (small / "small.examples.yaml").unlink()
    assert told(lambda: load_flow("small.yaml", riverside)) == [
        "small.yaml:39:5: requests.callback needs 'examples'"
    ]


def test_a_child_inherits_them_without_what_it_took_out(small: Path, riverside: Clinic) -> None:
    (small / "child.yaml").write_text(CHILD, "utf-8")
    inherited = load_flow("child.yaml", riverside).examples
    assert inherited["en"]["callback"] == ("call me back", "ring me later", "please phone me")
    assert "book_appointment" not in inherited["en"]
    own = BESIDE.replace("flow: small", "flow: child").replace("ring me later", "later please")
    (small / "child.examples.yaml").write_text(own, "utf-8")
    assert load_flow("child.yaml", riverside).examples["en"]["callback"] == (
        "later please",
        "please phone me",
    )


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("  callback:", "  calback:", "4:3: the flow has no request 'calback'; did you mean "),
        ("  parking:", "  callback:", "9:3: the flow has no answer 'callback'; known are parking"),
        ("    examples:", "    exampels:", "5:5: unknown key 'exampels' in requests.callback"),
        ("ring me later", '""', "6:9: requests.callback.examples[0] must not be empty"),
        ("please phone me", "5", "7:9: requests.callback.examples[1] must be text, not 5"),
        ("please phone me", "Book me in!", "7:9: this example of 'callback' is one of 'book_app"),
        ("flow: small", "flow: smal", "1:7: the flow is called 'smal', but its file 'small.yaml'"),
        ("en-US", "es-US", "2:11: the file's name says 'en', but its language is 'es-US'"),
        ("requests:", "title: x\nrequests:", "3:1: unknown key 'title' in the file"),
        ("ring me later", "off", "6:9: 'off' has two meanings; write \"off\" in quotes, or false"),
    ],
)
def test_a_mistake_is_told_once_at_its_place(
    right: str, wrong: str, expected: str, small: Path, riverside: Clinic, told: Tell
) -> None:
    (small / "small.examples.yaml").write_text(BESIDE.replace(right, wrong, 1), "utf-8")
    (one,) = told(lambda: load_flow("small.yaml", riverside))
    assert one.startswith(f"small.examples.yaml:{expected}")


def test_mistakes_in_those_of_another_language(small: Path, riverside: Clinic, told: Tell) -> None:
    wrong = SPANISH.replace("callback", "calback").replace("es-US", "fr-FR")
    (small / "small.es.examples.yaml").write_text(wrong, "utf-8")
    assert told(lambda: load_flow("small.yaml", riverside)) == [
        "small.es.examples.yaml:2:11: the file's name says 'es', but its language is 'fr-FR'",
        "small.es.examples.yaml:4:3: the flow has no request 'calback'; did you mean 'callback'?",
    ]


def test_a_language_without_texts_has_no_examples(
    small: Path, riverside: Clinic, told: Tell
) -> None:
    (small / "small.es.yaml").unlink()
    assert told(lambda: load_flow("small.yaml", riverside)) == [
        "small.es.examples.yaml: these examples need 'small.es.yaml' beside them; write it first"
    ]


@pytest.mark.parametrize(
    "text", ["hola", "[a, b]", "requests: [callback]", "answers: {parking: 5}"]
)
def test_whatever_they_hold_is_told(text: str, small: Path, riverside: Clinic, told: Tell) -> None:
    (small / "small.examples.yaml").write_text(text, "utf-8")
    assert all(
        one.startswith("small.examples.yaml:")
        for one in told(lambda: load_flow("small.yaml", riverside))
    )


@pytest.mark.parametrize("name", flows())
def test_every_shipped_flow_has_enough_of_them_in_both_languages(name: str) -> None:
    flow = load_flow(name)
    assert set(flow.examples) == {"en", "es"}
    for language, fewest in (("en", 60), ("es", 50)):
        short = {
            one: len(said) for one, said in flow.examples[language].items() if len(said) < fewest
        }
        assert short == {}


def test_the_files_that_stand_beside_shipped_flows_hold_all_their_examples() -> None:
    for file in SHIPPED.glob("*.yaml"):
        if not file.stem.endswith(".examples"):
            assert "examples:" not in file.read_text("utf-8"), file.name
