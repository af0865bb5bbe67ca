"""What a picture shows of a flow."""

from engine.clinic import Clinic
from engine.flow import Answer, Condition, Flow, Limits, Request, Step, Thresholds
from engine.graph import graph
from engine.states import MOVES, STATES

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


def flow(*steps: Step) -> Flow:
    return Flow(
        name="a_flow",
        version=2,
        language="en",
        limits=Limits(),
        thresholds=Thresholds(),
        slots={},
        requests={"book_appointment": Request("book_appointment", "", "staff", steps)},
        answers={"parking": Answer("parking", "")},
        triggers=(),
        texts={},
        examples={},
        clinic=CLINIC,
    )


def test_it_has_the_states_and_their_moves_in_order() -> None:
    drawn = graph(flow())
    assert drawn.states == STATES
    assert set(drawn.moves) == MOVES
    assert drawn.moves[0][0] == "GREETING"
    assert (drawn.name, drawn.version, drawn.clinic) == ("a_flow", 2, "A Clinic")


def test_a_request_is_a_lane_of_its_steps() -> None:
    (lane,) = graph(
        flow(
            Step("collect", ("patient_name", "visit_reason"), path="steps[0]"),
            Step("say", ("thanks",)),
        )
    ).lanes
    assert (lane.request, lane.owner) == ("book_appointment", "staff")
    first, second = lane.boxes
    assert (first.id, first.state) == ("book_appointment_0", "COLLECT")
    assert (first.names, first.path) == (("patient_name", "visit_reason"), "steps[0]")
    assert (second.kind, second.state) == ("say", None)


def test_conditions_are_told_in_words() -> None:
    when = (
        Condition("patient_status", values=("new", "unsure")),
        Condition("email", known=False),
        Condition("provider", known=True),
    )
    (lane,) = graph(flow(Step("collect", ("insurance_carrier",), when=when))).lanes
    assert lane.boxes[0].when == (
        "patient_status is new or unsure",
        "email is unknown",
        "provider is known",
    )


def test_what_may_follow_an_action_stands_in_its_box() -> None:
    booking = Step("do", ("book_appointment",), done={"direct": "booked", "any": "noted"})
    task = Step("do", ("create_task",), task="callback")
    (lane,) = graph(flow(booking, task)).lanes
    assert lane.boxes[0].notes == (
        "direct: booked",
        "done: noted",
        "conflict: offer_again",
        "failed: take_message",
    )
    assert lane.boxes[1].notes == ("task: callback",)


def test_what_is_always_heard_is_there() -> None:
    drawn = graph(flow())
    assert drawn.answers == ("parking",)
    assert drawn.people == (
        "emergency",
        "prescription_refill",
        "medical_advice",
        "test_results",
        "human",
    )
