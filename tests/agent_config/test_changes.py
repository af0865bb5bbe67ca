"""What an edit of a flow changes, in sentences."""

from dataclasses import replace

from agent_config.changes import SUBJECTS, Change, changes
from engine.clinic import Clinic
from engine.flow import (
    Answer,
    Condition,
    Flow,
    Limits,
    Request,
    Slot,
    Step,
    Thresholds,
)
from engine.safety.rules import Trigger

CLINIC = Clinic(
    id="a_clinic",
    name="A Clinic",
    practice="A Practice",
    timezone="America/Chicago",
    state="TX",
    number="+15125550100",
    staff_line="+15125550101",
    on_call_line=None,
    address="1 Street",
    parking=None,
    hours={},
    lunch=None,
    holidays=frozenset(),
    languages=("en-US",),
    flow="a_flow",
)
NAME = Step("collect", ("patient_name",))
REASON = Step("collect", ("visit_reason",))
OFFER = Step("offer", ("opening",))
BOOK = Step("do", ("book_appointment",), done={"direct": "booked"})
FLOW = Flow(
    name="a_flow",
    version=1,
    language="en",
    limits=Limits(),
    thresholds=Thresholds(),
    slots={"patient_name": Slot("patient_name", "person_name"), "email": Slot("email", "email")},
    requests={"book": Request("book", "", "staff", (NAME, REASON, OFFER, BOOK))},
    answers={"parking": Answer("parking", "")},
    triggers=(),
    texts={"en": {"prompts.greeting": ("Hello.", "Good day."), "prompts.goodbye": ("Bye.",)}},
    examples={"en": {"book": ("an appointment", "come in")}},
    clinic=CLINIC,
)


def told(new: Flow, about: str, old: Flow = FLOW) -> list[str]:
    found = changes(old, new)
    assert {change.about for change in found} <= {about}
    return [change.text for change in found]


def steps(*steps: Step) -> Flow:
    return replace(FLOW, requests={"book": replace(FLOW.requests["book"], steps=steps)})


def test_the_same_flow_changes_nothing() -> None:
    assert changes(FLOW, replace(FLOW, version=2)) == ()


def test_requests_come_and_go() -> None:
    other = Request("callback", "", "staff", ())
    assert told(replace(FLOW, requests={"callback": other}), "requests") == [
        "new request callback",
        "no request book any more",
    ]


def test_a_new_step() -> None:
    insurance = Step(
        "collect",
        ("carrier",),
        when=(Condition("status", values=("new", "unsure")), Condition("email", known=True)),
    )
    assert told(steps(NAME, REASON, insurance, OFFER, BOOK), "requests") == [
        "book: new step: collect carrier (if status is new or unsure and email is known), "
        "after collect visit_reason"
    ]


def test_a_new_first_step() -> None:
    verify = Step("verify", ("identity",), when=(Condition("email", known=False),))
    assert told(steps(verify, NAME, REASON, OFFER, BOOK), "requests") == [
        "book: new step: verify identity (if email is unknown), first"
    ]


def test_a_step_that_is_gone() -> None:
    assert told(steps(NAME, OFFER, BOOK), "requests") == ["book: no longer: collect visit_reason"]


def test_a_step_that_moved() -> None:
    assert told(steps(REASON, NAME, OFFER, BOOK), "requests") == [
        "book: moved: collect visit_reason, first"
    ]


def test_other_outcomes_of_the_same_steps() -> None:
    held = replace(BOOK, done={"direct": "held"})
    assert told(steps(NAME, REASON, OFFER, held), "requests") == [
        "book: what follows its steps is different"
    ]


def test_another_owner() -> None:
    book = replace(FLOW.requests["book"], owner="doctor")
    assert told(replace(FLOW, requests={"book": book}), "requests") == [
        "book: for doctor, was for staff"
    ]


def test_slots() -> None:
    slots = {
        "patient_name": Slot("patient_name", "person_name", read_back="always", of=("a", "b")),
        "message": Slot("message", "text"),
    }
    assert told(replace(FLOW, slots=slots), "questions") == [
        "new slot message",
        "no slot email any more",
        "slot patient_name: of is a, b, was none",
        "slot patient_name: read_back is always, was never",
    ]


def test_answers_and_phrases() -> None:
    assert told(replace(FLOW, answers={}), "answers") == ["no answer parking any more"]
    assert told(replace(FLOW, triggers=(Trigger("gas leak", "emergency"),)), "safety") == [
        "new phrase gas leak"
    ]


def test_limits_and_thresholds() -> None:
    new = replace(
        FLOW,
        limits=Limits(minutes=None, misses=3),
        thresholds=Thresholds(stt_confidence=0.8),
    )
    assert told(new, "limits") == [
        "minutes is off, was 8",
        "misses is 3, was 2",
        "stt_confidence is 0.8, was 0.7",
    ]


def test_wording() -> None:
    texts = {
        "en": {"prompts.greeting": ("Hello.", "Hi."), "prompts.thanks": ("Thanks.",)},
        "es": {},
    }
    assert told(replace(FLOW, texts=texts), "wording") == [
        "new language es",
        "new text prompts.thanks (en)",
        "no text prompts.goodbye any more (en)",
        'prompts.greeting (en) says "Hi.", said "Good day."',
    ]


def test_another_order_of_wordings_and_one_fewer() -> None:
    turned = {"en": {**FLOW.texts["en"], "prompts.greeting": ("Good day.", "Hello.")}}
    assert told(replace(FLOW, texts=turned), "wording") == [
        'prompts.greeting (en) says "Good day." / "Hello.", said "Hello." / "Good day."'
    ]
    fewer = {"en": {**FLOW.texts["en"], "prompts.greeting": ("Hello.",)}}
    assert told(replace(FLOW, texts=fewer), "wording") == [
        'prompts.greeting (en) says nothing instead, said "Good day."'
    ]


def test_examples() -> None:
    new = replace(FLOW, examples={"en": {"book": ("an appointment", "a visit", "a time")}})
    assert told(new, "examples") == ["book (en): 2 new, 1 gone"]


def test_changes_come_in_the_order_of_their_subjects() -> None:
    new = replace(FLOW, requests={}, answers={}, limits=Limits(misses=1), slots={}, texts={})
    order = [SUBJECTS.index(change.about) for change in changes(FLOW, new)]
    assert order == sorted(order)
    assert Change("answers", "no answer parking any more") in changes(FLOW, new)
