"""The form: every text that callers hear and the hours, changed in the files that they stand in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_config.clinic_file import load_clinic
from agent_config.draft import clinic_text, files_of, read_draft
from agent_config.flow_form import Change, Form, form_of, with_changes
from engine.flow import Flow

CLINIC = load_clinic("riverside_dental")
OWN = {"riverside_dental.yaml": clinic_text("riverside_dental", "")}
FILES = files_of("reminder") | OWN
FORM = form_of("reminder", FILES, CLINIC.id)
WORDINGS = st.lists(
    st.from_regex(r"[A-Za-zÁÉñ¿'\"#:,-][\w ,.;:?!'\"#&*|>%@`-]{0,40}", fullmatch=True).filter(
        str.strip
    ),
    min_size=1,
    max_size=3,
    unique=True,
)
KEYS = [(one.key, one.language) for one in FORM.prompts if one.texts] + [
    (f"slots.{one.slot}.{part}", one.language)
    for one in FORM.questions
    for part in ("ask", "again")
]


def loaded(files: dict[str, str]) -> Flow:
    draft = read_draft("reminder", files, CLINIC)
    assert draft.flow is not None, draft.problems
    return draft.flow


def others(flow: Flow, language: str, key: str) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        one: {name: said for name, said in texts.items() if (one, name) != (language, key)}
        for one, texts in flow.texts.items()
    }


@settings(max_examples=10, deadline=None)
@given(place=st.sampled_from(KEYS), texts=WORDINGS)
def test_a_text_that_is_changed_is_heard_and_no_other_is(
    place: tuple[str, str | None], texts: list[str]
) -> None:
    key, language = place
    wanted = [Change(key, language, tuple(texts))]
    after = with_changes("reminder", FILES, CLINIC.id, wanted)
    flow, before = loaded(dict(after)), loaded(FILES)
    assert flow.texts[language or "en"][key] == tuple(texts)
    assert others(flow, str(language), key) == others(before, str(language), key)
    assert [name for name in after if after[name] != FILES.get(name)] in (
        ["reminder.yaml"],
        ["reminder.es.yaml"],
        [],
    )
    again = form_of("reminder", after, CLINIC.id)
    assert shown(again, key, language) == tuple(texts)


def shown(form: Form, key: str, language: str | None) -> tuple[str, ...]:
    """What the form shows of a key."""
    found = {(one.key, one.language): one.texts for one in form.prompts}
    found |= {(f"slots.{one.slot}.ask", one.language): one.ask for one in form.questions}
    found |= {(f"slots.{one.slot}.again", one.language): one.again for one in form.questions}
    return found[key, str(language)]


def test_what_is_inherited_is_shown_and_written_into_the_flows_own_file() -> None:
    goodbye = next(one for one in FORM.prompts if (one.key, one.language) == ("prompts.open", "en"))
    assert goodbye.inherited
    after = with_changes("reminder", FILES, CLINIC.id, [Change(goodbye.key, "en", ("What else?",))])
    assert '  open: "What else?"' in after["reminder.yaml"].splitlines()
    found = form_of("reminder", after, CLINIC.id).prompts
    assert not next(
        one for one in found if (one.key, one.language) == (goodbye.key, "en")
    ).inherited


def test_a_language_that_is_only_inherited_gets_its_own_file() -> None:
    few = {name: text for name, text in FILES.items() if "es" not in name.split(".")}
    few["mine.yaml"] = "flow: mine\nversion: 1\nextends: dental_reception\nlanguage: en-US\n"
    after = with_changes("mine", few, CLINIC.id, [Change("prompts.goodbye", "es", ("Adiós.",))])
    assert after["mine.es.yaml"].splitlines() == [
        "flow: mine",
        "language: es-US",
        "prompts:",
        '  goodbye: "Adiós."',
    ]


def test_the_hours_are_those_of_the_clinics_file() -> None:
    days = {one.day: one.stretches for one in FORM.hours}
    assert days["fri"] == ("08:00-13:00",)
    assert days["sat"] == ()
    assert FORM.lunch == "12:00-13:00"
    wanted = [
        Change("hours.fri", None, ()),
        Change("hours.sat", None, ("09:00-11:00", "12:00-14:00")),
        Change("lunch", None, ("12:30-13:00",)),
    ]
    after = with_changes("reminder", FILES, CLINIC.id, wanted)
    flow = loaded(dict(after))
    assert "fri" not in flow.clinic.hours
    assert flow.clinic.hours["sat"] == (("09:00", "11:00"), ("12:00", "14:00"))
    assert flow.clinic.lunch == ("12:30", "13:00")
    assert {name for name in after if after[name] != FILES[name]} == {"riverside_dental.yaml"}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (Change("prompts.nothing", "en", ("x",)), "no such text"),
        (Change("prompts.goodbye", "en", ()), "never empty"),
        (Change("prompts.goodbye", "fr", ("x",)), "no texts in this language"),
        (Change("hours.someday", None, ("x",)), "no such text"),
        (Change("flow", None, ("x",)), "no such text"),
        (Change("slots.coming.type", None, ("x",)), "no such text"),
    ],
)
def test_what_is_not_in_the_form_is_not_changed(change: Change, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        with_changes("reminder", FILES, CLINIC.id, [change])


def test_files_that_cannot_be_read_have_no_form() -> None:
    with pytest.raises(ValueError, match=r"mend line 2 of reminder\.yaml first"):
        form_of("reminder", FILES | {"reminder.yaml": "flow: reminder\n\tx"}, CLINIC.id)
    with pytest.raises(ValueError, match=r"of riverside_dental\.yaml first"):
        form_of("reminder", FILES | {"riverside_dental.yaml": "["}, CLINIC.id)
    bare = {name: text for name, text in FILES.items() if name != "riverside_dental.yaml"}
    with pytest.raises(ValueError, match="own file is not among"):
        with_changes("reminder", bare, CLINIC.id, [Change("lunch", None, ("12:00-12:30",))])
