"""What is booked, moved, cancelled and confirmed, and what is done when that fails."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from engine import events
from engine.commands import (
    Book,
    Cancel,
    Confirm,
    FindOpenings,
    Release,
    Reschedule,
)

if TYPE_CHECKING:
    from tests.engine.conftest import Conversation

Calling = Callable[..., "Conversation"]
Made = Callable[..., dict[str, Any]]
MARY = {"first": "Mary", "last": "Jones"}
FAR = "2026-03-20T10:00"


# --- bookings


def test_a_booking_is_made_with_what_was_read_back(talk: "Conversation") -> None:
    talk.confirming().yes()
    book = talk.one(Book)
    assert (book.opening["start"], book.patient, book.mode) == ("2026-03-03T10:00", MARY, "direct")
    talk.done("book")
    assert talk.prompts == ["prompts.booked", "prompts.anything_else"]
    (made,) = talk.call.appointments
    assert (made.service, made.start, made.status, made.patient) == (
        "cleaning",
        "2026-03-03T10:00",
        "confirmed",
        "Mary Jones",
    )


def test_a_booking_that_needs_approval_is_held_and_leaves_a_task(talk: "Conversation") -> None:
    talk.confirming("crown")
    assert talk.asked == "prompts.hold_summary"
    talk.yes().done("book")
    assert talk.prompts[0] == "prompts.held"
    assert talk.tasks == ["appointment_scheduling"]
    assert talk.call.appointments[0].status == "pending"
    assert talk.call.disposition == "held"


def test_a_service_by_request_is_never_booked(talk: "Conversation") -> None:
    talk.booking("consultation", preferred_time=[])
    assert talk.asked == "prompts.request_summary"
    assert talk.all(FindOpenings) == []
    talk.yes()
    assert talk.tasks == ["appointment_scheduling"]
    assert talk.all(Book) == []
    assert talk.prompts[0] == "prompts.requested"
    assert talk.call.disposition == "requested"


def test_a_booking_that_is_taken_at_the_last_moment_offers_again(talk: "Conversation") -> None:
    talk.confirming().yes().fails("book", "conflict")
    assert talk.prompts == ["prompts.conflict"]
    assert talk.one(Release).opening["start"] == "2026-03-03T10:00"
    assert talk.call.waiting == "openings"
    talk.openings("2026-03-05T10:00").yes().done("hold")
    assert talk.asked == "prompts.booking_summary"


def test_a_booking_that_fails_becomes_a_request(talk: "Conversation") -> None:
    talk.confirming().yes().fails("book", "error")
    assert talk.tasks == ["appointment_scheduling"]
    assert talk.call.disposition == "requested"
    assert talk.call.escalation is None


# --- moving, cancelling, confirming


def test_moving_an_appointment(talk: "Conversation", made: Made) -> None:
    talk.identified("reschedule_appointment", made(FAR), preferred_time=[])
    command = talk.one(FindOpenings)
    assert (command.service, command.moving) == ("cleaning", "a1")
    talk.openings("2026-03-24T10:00").yes().done("hold")
    assert talk.asked == "prompts.reschedule_summary"
    talk.yes()
    moved = talk.one(Reschedule)
    assert (moved.appointment["id"], moved.opening["start"]) == ("a1", "2026-03-24T10:00")
    talk.done("reschedule")
    assert talk.prompts[0] == "prompts.rescheduled"
    assert talk.call.disposition == "rescheduled"
    assert talk.call.appointments[0].service == "cleaning"
    assert talk.call.patient is not None
    assert [one["start"] for one in talk.call.patient["appointments"]] == ["2026-03-24T10:00"]


def test_moving_fails_for_the_staff_in_words_of_a_note(talk: "Conversation", made: Made) -> None:
    talk.identified("reschedule_appointment", made(FAR), preferred_time=[])
    talk.openings("2026-03-24T10:00").yes().done("hold").yes().fails("reschedule")
    assert talk.asked == "slots.callback_number.prefill"
    talk.yes()
    assert talk.tasks == ["appointment_rescheduling"]
    assert talk.prompts[0] == "prompts.noted"
    assert talk.call.disposition == "requested"


def test_a_move_that_is_taken_at_the_last_moment_offers_again(
    talk: "Conversation", made: Made
) -> None:
    talk.identified("reschedule_appointment", made(FAR), preferred_time=[])
    talk.openings("2026-03-24T10:00").yes().done("hold").yes().fails("reschedule", "conflict")
    assert talk.call.waiting == "openings"


def test_cancelling(talk: "Conversation", made: Made) -> None:
    talk.identified("cancel_appointment", made(FAR)).no().say(cancel_reason="work")
    assert talk.asked == "prompts.cancel_summary"
    talk.yes()
    assert talk.one(Cancel) == Cancel(made(FAR), "work")
    talk.done("cancel")
    assert talk.prompts[0] == "prompts.cancelled"
    assert talk.call.disposition == "cancelled"
    assert talk.call.patient is not None
    assert talk.call.patient["appointments"] == []


def test_cancelling_cannot_conflict(talk: "Conversation", made: Made) -> None:
    talk.identified("cancel_appointment", made(FAR)).no().say(cancel_reason="work").yes()
    talk.fails("cancel", "conflict").yes()
    assert talk.tasks == ["appointment_cancellation"]


def test_a_late_cancellation_is_for_the_staff(talk: "Conversation", made: Made) -> None:
    talk.identified("cancel_appointment", made("2026-03-03T09:00"))
    assert talk.prompts[:2] == ["prompts.notice_policy", "prompts.noted"]
    assert talk.tasks == ["appointment_cancellation"]
    assert talk.call.disposition == "message_taken"


def test_confirming_an_appointment(talk: "Conversation", made: Made) -> None:
    talk.identified("confirm_appointment", made(FAR)).yes()
    assert talk.one(Confirm).appointment["id"] == "a1"
    talk.done("confirm")
    assert talk.call.disposition == "confirmed"
    assert talk.call.patient is not None
    assert len(talk.call.patient["appointments"]) == 1


def test_a_second_request_about_the_same_patient_needs_no_second_proof(
    talk: "Conversation", made: Made
) -> None:
    talk.identified("confirm_appointment", made(FAR)).yes().done("confirm")
    talk.say("cancel_appointment")
    assert talk.asked == "slots.reschedule_instead.ask"


def test_a_call_of_ours_can_confirm(call_out: Calling) -> None:
    ours = call_out(FAR).yes().yes()
    assert ours.one(Confirm).appointment["start"] == FAR
    ours.done("confirm").no()
    assert ours.call.disposition == "confirmed"


# --- an action that outlasts the caller's patience


def test_a_booking_that_succeeds_while_a_person_is_called_leaves_no_second_task(
    talk: "Conversation",
) -> None:
    talk.confirming().yes().key("0")
    assert talk.tasks == ["escalated_call"]
    talk.done()
    assert talk.tasks == []
    assert ("book_appointment", "booked") in talk.call.outcomes


def test_a_booking_that_fails_while_a_person_is_called_becomes_a_task(
    talk: "Conversation",
) -> None:
    talk.confirming().yes().key("0").fails("book", "timeout")
    assert talk.tasks == ["appointment_scheduling"]
    assert talk.call.in_flight is None
    assert talk.fails("book", "timeout").out == ()


def test_a_booking_that_fails_after_the_caller_is_gone_becomes_a_task(
    talk: "Conversation",
) -> None:
    talk.confirming().yes().send(events.HungUp).fails("book")
    assert talk.tasks == ["appointment_scheduling"]
    assert talk.state == "END"


def test_words_that_are_not_understood_do_not_fail_a_booking(talk: "Conversation") -> None:
    talk.confirming().yes().hear("and thank you").fails("understand")
    assert talk.call.waiting == "do"
    assert talk.call.in_flight is not None
