"""Flows compiled: what stands in the file is what a call is run by."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from agent_config.clinic_file import clinics, load_clinic
from agent_config.flow_file import flows, load_flow
from agent_config.problem import ConfigError
from engine.clinic import Clinic
from engine.flow import Condition, Limits
from engine.prompts import REQUIRED_PROMPTS
from engine.safety.rules import Trigger

Tell = Callable[[Callable[[], object]], list[str]]


@pytest.mark.parametrize("name", flows())
def test_every_shipped_flow_loads(name: str) -> None:
    flow = load_flow(name)
    assert flow.name == name
    assert {f"prompts.{prompt}" for prompt in REQUIRED_PROMPTS} <= set(flow.texts["en"])
    assert set(flow.texts["es"]) == set(flow.texts["en"])


@pytest.mark.parametrize("name", clinics())
def test_every_shipped_clinic_has_its_flow(name: str) -> None:
    clinic = load_clinic(name)
    assert load_flow(clinic.flow, clinic).clinic == clinic


def test_the_parts_of_a_flow(small_flow: str, here: Path, riverside: Clinic) -> None:
    (here / "small.yaml").write_text(small_flow, "utf-8")
    flow = load_flow(here / "small.yaml", riverside)
    assert (flow.name, flow.version, flow.language) == ("small", 1, "en")
    assert flow.limits == Limits(turns=40)
    phone = flow.slots["callback_number"]
    assert (phone.prefill, phone.keypad, phone.read_back) == ("caller_id", 10, "always")
    assert flow.slots["patient_status"].says == {"new": ("first",), "old": ("known",)}
    assert flow.slots["visit_reason"].of == tuple(one.name for one in riverside.services)
    assert "teeth cleaning" in flow.slots["visit_reason"].says["cleaning"]
    assert flow.slots["opening"].depends_on == ("visit_reason", "preferred_time")
    assert flow.requests["callback"].owner == "doctor"
    assert flow.triggers == (Trigger("front desk please", "human"),)
    assert flow.examples["en"]["callback"] == ("call me back",)
    english = flow.texts["en"]
    assert english["slots.callback_number.again"] == ("Digit by digit?", "Please type it.")
    assert english["slots.callback_number.prefill"] == ("Is this number the best one?",)
    assert english["slots.callback_number.read_back"] == ("{callback_number}, right?",)
    assert english["requests.callback.title"] == ("a call back",)
    assert english["answers.parking.say"] == ("{clinic.parking}",)


def test_steps_are_given_their_long_names(small_flow: str, here: Path, riverside: Clinic) -> None:
    (here / "small.yaml").write_text(small_flow, "utf-8")
    flow = load_flow("small.yaml", riverside)
    book = flow.requests["book_appointment"].steps[-1]
    assert (book.kind, book.names) == ("do", ("book_appointment",))
    assert book.done == {"direct": "booked", "approval": "held", "request": "requested"}
    assert (book.conflict, book.failed) == ("offer_again", "take_message")
    assert book.path == "requests.book_appointment.steps[5]"
    task = flow.requests["callback"].steps[-1]
    assert (task.task, task.priority, task.done) == ("callback", "normal", {"any": "noted"})


@pytest.mark.parametrize(
    ("written", "condition"),
    [
        ("{patient_status: new}", Condition("patient_status", values=("new",))),
        ("{patient_status: [new, old]}", Condition("patient_status", values=("new", "old"))),
        ("{patient_status: known}", Condition("patient_status", known=True)),
        ("{patient_status: unknown}", Condition("patient_status", known=False)),
        ("{hours: open}", Condition("hours", values=("open",))),
        ("{booking: [direct, approval]}", Condition("booking", values=("direct", "approval"))),
        ("{visit_reason: root canal}", Condition("visit_reason", values=("root canal",))),
    ],
)
def test_conditions_are_data(
    written: str, condition: Condition, small_flow: str, here: Path, riverside: Clinic
) -> None:
    step = "      - triage: visit_reason\n"
    text = small_flow.replace(step, f"{step}        when: {written}\n")
    (here / "small.yaml").write_text(text, "utf-8")
    flow = load_flow("small.yaml", riverside)
    assert flow.requests["book_appointment"].steps[1].when == (condition,)


def test_a_bool_is_yes_or_no_in_a_condition(
    small_flow: str, here: Path, riverside: Clinic, told: Tell
) -> None:
    slot = '  adult: {type: bool, ask: "Are you 18?", again: ["An adult?"]}\nrequests:\n'
    text = small_flow.replace("requests:\n", slot, 1)
    when = "      - triage: visit_reason\n        when: {adult: true}\n"
    (here / "small.yaml").write_text(text.replace("      - triage: visit_reason\n", when), "utf-8")
    step = load_flow("small.yaml", riverside).requests["book_appointment"].steps[1]
    assert step.when == (Condition("adult", values=("yes",)),)
    when = when.replace("true", "maybe")
    (here / "small.yaml").write_text(text.replace("      - triage: visit_reason\n", when), "utf-8")
    assert told(lambda: load_flow("small.yaml", riverside)) == [
        "small.yaml:34:23: 'maybe' is no value of 'adult'; known are yes, no"
    ]


# --- confirms under conditions


BOOKING = """\
      - confirm: summary
      - do: book
        done: {direct: booked, approval: held, request: requested}
"""


@pytest.mark.parametrize(
    ("steps", "right"),
    [
        (
            """\
      - confirm: summary
        when: {booking: direct}
      - confirm: summary
        when: {booking: [approval, request]}
      - do: book
        done: {direct: booked, approval: held, request: requested}
""",
            True,
        ),
        (
            """\
      - confirm: summary
        when: {booking: direct}
      - confirm: summary
        when: {booking: approval}
      - do: book
        done: {direct: booked, approval: held, request: requested}
""",
            False,
        ),
        (
            """\
      - confirm: summary
        when: {patient_status: known}
      - confirm: summary
        when: {patient_status: unknown}
      - do: book
        done: {direct: booked, approval: held, request: requested}
""",
            True,
        ),
        (
            """\
      - confirm: summary
        when: {patient_status: [new, old]}
      - do: book
        done: {direct: booked, approval: held, request: requested}
        when: {patient_status: known}
""",
            False,
        ),
        (
            """\
      - confirm: summary
        when: {patient_status: known}
      - do: book
        done: {direct: booked, approval: held, request: requested}
        when: {patient_status: new}
      - do: create_task
        task: callback
        done: noted
""",
            True,
        ),
        (
            """\
      - confirm: summary
        when: {patient_status: unknown}
      - do: book
        done: {direct: booked, approval: held, request: requested}
        when: {patient_status: new}
""",
            False,
        ),
        (
            """\
      - confirm: summary
        when: {patient_status: known}
      - do: book
        done: {direct: booked, approval: held, request: requested}
        when: {patient_status: unknown}
""",
            False,
        ),
        (
            """\
      - confirm: summary
        when: {hours: open, booking: direct}
      - confirm: summary
        when: {hours: open, booking: [approval, request]}
      - do: book
        done: {direct: booked, approval: held, request: requested}
        when: {hours: open}
""",
            True,
        ),
    ],
)
def test_nothing_is_done_unconfirmed_whatever_the_conditions(
    steps: str, right: bool, small_flow: str, here: Path, riverside: Clinic
) -> None:
    assert BOOKING in small_flow
    (here / "small.yaml").write_text(small_flow.replace(BOOKING, steps), "utf-8")
    if right:
        load_flow("small.yaml", riverside)
        return
    with pytest.raises(ConfigError, match=r"nothing happens without a yes|must follow it"):
        load_flow("small.yaml", riverside)


APPOINTMENT: Final = """\
  date_of_birth: {type: date, ask: "When were you born?", again: ["Your birthday?"]}
  appointment: {type: appointment, depends_on: [patient_name]}
  adult: {type: bool, ask: "Are you 18?", again: ["An adult?"]}
requests:
  cancel_appointment:
    title: cancelling
    means: The caller wants to cancel.
    examples: ["cancel it"]
    steps:
"""


UNVERIFIED: Final = (
    "'appointment' needs 'verify: identity' before it: nothing about a patient is said before we "
    "know who calls"
)
UNASKED: Final = "'appointment' must be asked for before this step"
UNCONFIRMED: Final = (
    "the confirm step before it is not always taken when cancel_appointment is: nothing happens "
    "without a yes"
)
CANCEL: Final = ["confirm: gone", "do: cancel, done: noted"]


@pytest.mark.parametrize(
    ("steps", "sentences"),
    [
        (["verify: identity", "collect: [appointment]", *CANCEL], []),
        (
            [
                "verify: identity, when: {appointment: unknown}",
                "collect: [appointment]",
                *CANCEL,
            ],
            [],
        ),
        (
            ["verify: identity, when: {hours: open}", "collect: [appointment]", *CANCEL],
            [UNVERIFIED],
        ),
        (
            ["verify: identity", "collect: [appointment], when: {hours: open}", *CANCEL],
            [UNASKED],
        ),
        (
            [
                "verify: identity",
                "collect: [appointment]",
                "confirm: gone, when: {notice: inside}",
                "confirm: gone, when: {notice: outside}",
                "do: cancel, done: noted",
            ],
            [],
        ),
        (
            [
                "verify: identity",
                "collect: [appointment]",
                "confirm: gone, when: {booking: [direct, approval, request]}",
                "do: cancel, done: noted",
            ],
            [UNCONFIRMED],
        ),
        (
            [
                "verify: identity",
                "collect: [appointment, adult]",
                "confirm: gone, when: {adult: true}",
                "confirm: gone, when: {adult: false}",
                "do: cancel, done: noted",
            ],
            [],
        ),
        (
            [
                "verify: identity",
                "collect: [appointment, patient_status]",
                "confirm: gone, when: {patient_status: [new, old]}",
                "do: cancel, done: noted",
            ],
            [],
        ),
        (
            [
                "verify: identity",
                "collect: [appointment, preferred_time]",
                "confirm: gone, when: {preferred_time: known}",
                "do: cancel, done: noted",
            ],
            [UNCONFIRMED],
        ),
        (
            [
                "verify: identity",
                "collect: [appointment, preferred_time]",
                "offer: opening",
                "confirm: summary",
                "do: reschedule, done: rescheduled",
            ],
            [],
        ),
    ],
)
def test_requests_about_an_appointment(
    steps: list[str], sentences: list[str], small_flow: str, here: Path, riverside: Clinic
) -> None:
    prompts = 'prompts:\n  gone: "Cancel {appointment}?"\n'
    request = APPOINTMENT + "".join(f"      - {{{step}}}\n" for step in steps)
    text = small_flow.replace("requests:\n", request, 1)
    (here / "small.yaml").write_text(text.replace("prompts:\n", prompts), "utf-8")
    try:
        load_flow("small.yaml", riverside)
        found = []
    except ConfigError as error:
        found = [problem.text for problem in error.problems]
    assert found == sentences


# --- limits, thresholds, presets


def test_the_pilot_preset_is_stricter(small_flow: str, here: Path, riverside: Clinic) -> None:
    text = small_flow.replace("limits: {turns: 40, misses: 2}\n", "preset: pilot\n")
    text = text.replace("thresholds: {stt_confidence: 0.7}\n", "")
    (here / "small.yaml").write_text(text, "utf-8")
    flow = load_flow("small.yaml", riverside)
    assert flow.limits.misses == 1
    chosen = flow.thresholds
    assert (chosen.stt_confidence, chosen.audio_quality, chosen.confused_minutes) == (0.8, 0.7, 1)


def test_the_clinic_wins_over_the_flow(small_flow: str, here: Path) -> None:
    text = (Path(__file__).parents[2] / "agent_config/clinics/riverside_dental.yaml").read_text()
    text += "preset: pilot\nthresholds: {audio_quality: 0.9}\n"
    (here / "riverside_dental.yaml").write_text(text, "utf-8")
    (here / "small.yaml").write_text(small_flow, "utf-8")
    flow = load_flow("small.yaml", load_clinic("./riverside_dental.yaml"))
    assert flow.limits.misses == 1
    assert (flow.thresholds.stt_confidence, flow.thresholds.audio_quality) == (0.8, 0.9)


def test_the_persona_adds_wordings_after_those_of_the_flow(riverside: Clinic) -> None:
    flow = load_flow("dental_reception", riverside)
    own = load_flow("dental_reception", load_clinic("lakeside_medical"))
    for language in ("en", "es"):
        greetings = flow.texts[language]["prompts.greeting"]
        before = own.texts[language]["prompts.greeting"]
        assert greetings[: len(before)] == before
        assert set(riverside.persona.texts[language]["prompts.greeting"]) <= set(greetings)


def test_a_flow_without_a_clinic_is_compiled_with_the_one_that_uses_it(
    small_flow: str, here: Path
) -> None:
    (here / "small.yaml").write_text(small_flow, "utf-8")
    assert load_flow("small.yaml").clinic.id == "riverside_dental"
    assert load_flow("medical_reception").clinic.id == "lakeside_medical"


def test_services_need_a_clinic_that_lists_some(
    small_flow: str, here: Path, riverside: Clinic, told: Tell
) -> None:
    (here / "small.yaml").write_text(small_flow, "utf-8")
    assert told(lambda: load_flow("small.yaml", replace(riverside, services=()))) == [
        "small.yaml:22:36: the clinic riverside_dental lists no services"
    ]


# --- files


def test_names_of_flows(here: Path, told: Tell) -> None:
    assert "dental_reception" in flows()
    assert told(lambda: load_flow("dental_recepton")) == [
        "dental_recepton: there is no flow of this name; did you mean 'dental_reception'?"
    ]
    assert told(lambda: load_flow("")) == [
        f".: there is no flow of this name; known are {', '.join(flows())}"
    ]
    assert told(lambda: load_flow("missing.yaml")) == [
        "missing.yaml: cannot be read: No such file or directory"
    ]
    assert told(lambda: load_flow("nul\0.yaml")) == [
        "nul\0.yaml: cannot be read: this is no name of a file"
    ]


def test_a_flow_is_a_map(here: Path, told: Tell) -> None:
    (here / "a.yaml").write_text("- flow\n", "utf-8")
    assert told(lambda: load_flow("a.yaml")) == [
        "a.yaml:1:1: a flow is a map ('key: value' lines), not a list"
    ]
