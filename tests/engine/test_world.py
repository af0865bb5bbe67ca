"""What comes back from the world: records, openings, bookings, transfers."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from engine import events
from engine.commands import (
    AddToWaitlist,
    CreateTask,
    FindOpenings,
    FindPatients,
    Handoff,
    Release,
    SendMessage,
)
from engine.flow import Flow, Step

if TYPE_CHECKING:
    from tests.engine.conftest import Conversation

Calling = Callable[..., "Conversation"]
Made = Callable[..., dict[str, Any]]
MARY = {"first": "Mary", "last": "Jones"}
BORN = "1988-04-12"
FAR = "2026-03-20T10:00"


# --- records


def test_records_are_asked_for_by_name_and_date_of_birth(talk: "Conversation") -> None:
    talk.say("appointment_lookup", patient_name=MARY, date_of_birth=BORN).yes()
    assert talk.one(FindPatients) == FindPatients(MARY, BORN)
    assert talk.state == "COLLECT"


def test_one_match_opens_the_record(talk: "Conversation", made: Made) -> None:
    talk.identified("appointment_lookup", made(FAR))
    assert talk.call.patient is not None
    assert "March 20th" in talk.text
    assert talk.prompts[-1] == "prompts.anything_else"
    assert talk.call.outcomes == (("appointment_lookup", "answered"),)


def test_no_match_takes_both_once_more(talk: "Conversation") -> None:
    talk.say("appointment_lookup", patient_name=MARY, date_of_birth=BORN).yes()
    talk.send(events.PatientsFound, patients=())
    assert talk.prompts[0] == "prompts.identity_again"
    assert talk.asked == "slots.patient_name.ask"
    assert talk.value("date_of_birth") is None


def test_tries_have_a_budget_and_then_the_staff_will_look(
    limited: Callable[..., Flow], call_in: Calling
) -> None:
    call = call_in(limited(identity=0))
    call.say("cancel_appointment", patient_name=MARY, date_of_birth=BORN).yes()
    call.send(events.PatientsFound, patients=())
    assert call.prompts[0] == "prompts.identity_failed"
    call.yes()
    assert call.tasks == ["appointment_cancellation"]
    assert call.call.disposition == "message_taken"


def test_two_matches_are_for_the_staff(talk: "Conversation") -> None:
    talk.say("appointment_lookup", patient_name=MARY, date_of_birth=BORN).yes()
    both = ({"id": "p1", "appointments": ()}, {"id": "p2", "appointments": ()})
    talk.send(events.PatientsFound, patients=both)
    assert talk.prompts[0] == "prompts.identity_failed"
    assert talk.call.patient is None


def test_a_failing_lookup_is_for_the_staff(talk: "Conversation") -> None:
    talk.say("appointment_lookup", patient_name=MARY, date_of_birth=BORN).yes()
    talk.fails("find_patients").yes()
    assert talk.tasks == ["callback"]


@pytest.mark.parametrize("request_", ["cancel_appointment", "appointment_lookup"])
def test_no_coming_appointment_ends_the_request(talk: "Conversation", request_: str) -> None:
    talk.identified(request_)
    assert talk.prompts[0] == "prompts.no_appointment"
    assert talk.call.request is None
    assert talk.call.disposition == "answered"


def test_another_name_closes_the_record_again(talk: "Conversation", made: Made) -> None:
    talk.identified("cancel_appointment", made(FAR)).no()
    ann = events.Reading({"first": "Ann", "last": "Lee"}, "no, for Ann Lee", 1.0, True)
    talk.say(patient_name=ann)
    assert talk.value("appointment") is None
    assert talk.one(FindPatients).name == {"first": "Ann", "last": "Lee"}


# --- openings


@pytest.mark.parametrize(
    ("starts", "exact", "prompt"),
    [
        (["2026-03-03T10:00"], True, "prompts.offer_one"),
        (["2026-03-03T10:00", "2026-03-04T10:00"], True, "prompts.offer_two"),
        (["2026-03-03T10:00"], False, "prompts.nearest_one"),
        (["2026-03-03T10:00", "2026-03-04T10:00"], False, "prompts.nearest_two"),
        (["2026-03-03T10:00", "2026-03-04T10:00", "2026-03-05T10:00"], True, "prompts.offer_two"),
    ],
)
def test_at_most_two_are_offered(
    talk: "Conversation", starts: list[str], exact: bool, prompt: str
) -> None:
    talk.booking(preferred_time=[]).openings(*starts, exact=exact)
    assert talk.asked == prompt
    assert talk.state == "OFFER_SLOT"
    assert len(talk.call.offered) == min(len(starts), 2)


def test_an_empty_calendar_becomes_a_request(talk: "Conversation") -> None:
    talk.booking(preferred_time=[]).openings()
    assert talk.prompts[:2] == ["prompts.no_openings", "prompts.requested"]
    assert talk.tasks == ["appointment_scheduling"]
    assert talk.call.disposition == "requested"


def test_a_calendar_that_fails_becomes_a_request(talk: "Conversation") -> None:
    talk.booking(preferred_time=[]).fails("find_openings", "timeout")
    assert talk.prompts[0] == "prompts.requested"
    assert "I've created a request. Our staff will call you back to confirm." in talk.text
    assert talk.call.escalation is None


def test_a_provider_who_was_named_is_asked_for(talk: "Conversation") -> None:
    talk.booking(preferred_time=[], provider="Dr. Wilson")
    assert talk.one(FindOpenings).provider == "Dr. Wilson"


# --- holds


@pytest.mark.parametrize("how", ["timeout", "error"])
def test_a_hold_that_fails_becomes_a_request(talk: "Conversation", how: str) -> None:
    talk.offered().yes().fails("hold", how)
    assert talk.tasks == ["appointment_scheduling"]


def test_a_conflict_offers_again_without_what_was_taken(talk: "Conversation") -> None:
    talk.offered().yes().fails("hold", "conflict")
    assert talk.prompts == ["prompts.conflict"]
    assert talk.one(FindOpenings).excluding == ("2026-03-03T10:00",)


def test_conflicts_have_a_budget(limited: Callable[..., Flow], call_in: Calling) -> None:
    call = call_in(limited(conflicts=0)).offered().yes().fails("hold", "conflict")
    assert call.call.disposition == "requested"


# --- waitlist, texts, tasks


def test_the_waitlist(talk: "Conversation") -> None:
    talk.say("join_waitlist", patient_name=MARY, visit_reason="cleaning", preferred_time=[])
    talk.yes().yes()
    assert talk.one(AddToWaitlist) == AddToWaitlist("cleaning", (), MARY, talk.call.caller)
    talk.done("waitlist")
    assert talk.prompts[0] == "prompts.waitlisted"
    assert talk.call.disposition == "message_taken"


def test_a_text_for_the_caller(with_steps: Callable[..., Flow], call_in: Calling) -> None:
    flow = with_steps(
        "returning_call",
        Step("collect", ("callback_number",)),
        Step("do", ("send_message",), done={"any": "noted"}),
    )
    call = call_in(flow).say("returning_call").yes()
    assert call.one(SendMessage) == SendMessage("returning_call", "+15125550142")
    call.done("send_message")
    assert call.call.disposition == "answered"


def test_a_task_of_a_scheduling_request_is_a_request(medical: Flow, call_in: Calling) -> None:
    call = call_in(medical).say(
        "reschedule_appointment", patient_name=MARY, date_of_birth=BORN, preferred_time=[]
    )
    call.yes().yes().yes()
    assert call.tasks == ["appointment_rescheduling"]
    assert call.call.disposition == "requested"


def test_a_task_holds_everything_that_was_learned(talk: "Conversation") -> None:
    talk.booking(
        "consultation", preferred_time=[{"start": "2026-03-06T09:00", "end": "2026-03-06T09:00"}]
    )
    talk.yes()
    task = talk.one(CreateTask)
    assert (task.patient_name, task.callback_number) == ("Mary Jones", "+15125550142")
    assert task.details["reason"] == task.details["visit_reason"] == "consultation"
    assert task.details["preferred_time_windows"][0]["start"] == "2026-03-06T09:00"
    assert "patient_name" not in task.details
    assert task.sla_hours == 2


def test_a_wanted_time_that_has_no_words_is_put_in_words(talk: "Conversation") -> None:
    friday = [{"start": "2026-03-06T09:00", "end": "2026-03-06T09:00"}]
    talk.booking("consultation", preferred_time=events.Reading(friday)).yes()
    said = talk.one(CreateTask).details["preferred_time"]
    assert said == "Friday, March 6th at 9 AM"


def test_a_task_without_a_name_or_number_has_the_number_of_the_line(
    talk: "Conversation",
) -> None:
    talk.key("0")
    task = talk.one(CreateTask)
    assert (task.patient_name, task.callback_number) == (None, "+15125550142")


@pytest.mark.parametrize(
    ("owner", "reason", "expected"),
    [
        ("doctor", "distress", {"escalated_call": "staff", "billing_question": "doctor"}),
        ("staff", "test_results", {"escalated_call": "staff", "test_results": "doctor"}),
    ],
)
def test_a_task_has_the_owner_of_its_request(
    dental: Flow, call_in: Calling, owner: str, reason: str, expected: dict[str, str]
) -> None:
    billing = replace(dental.requests["billing_question"], owner=owner)
    flow = replace(dental, requests={**dental.requests, "billing_question": billing})
    call = call_in(flow).say("billing_question")
    alarm = events.Alarm(people=() if reason == "distress" else (reason,), distress=True)
    call.hear("enough", alarm)
    owners = {task.type: task.owner for task in call.all(CreateTask)}
    assert owners.items() >= expected.items()


# --- transfers


def test_a_person_who_answers_ends_our_part(talk: "Conversation") -> None:
    talk.key("0")
    assert talk.one(Handoff).line == "+15125550101"
    talk.transfer("answered")
    assert talk.state == "END"
    assert talk.call.disposition == "escalated"


@pytest.mark.parametrize("how", ["busy", "no_answer", "voicemail", "timeout", "error"])
def test_whoever_is_not_reached_may_leave_a_message(talk: "Conversation", how: str) -> None:
    talk.key("0").transfer(how)
    assert talk.prompts == ["prompts.handoff_failed"]
    assert talk.state == "COLLECT"
    assert talk.listens


def test_understanding_that_fails_is_a_failure_of_ours(talk: "Conversation") -> None:
    talk.hear().fails("understand")
    assert talk.call.escalation == "system_failure"


def test_understanding_that_fails_for_words_aside_is_nothing(talk: "Conversation") -> None:
    talk.booking(preferred_time=[]).hear("and so on").fails("understand")
    assert not talk.call.aside
    assert talk.call.waiting == "openings"
    assert talk.openings("2026-03-03T10:00").asked == "prompts.offer_one"


def test_a_message_needs_no_understanding(talk: "Conversation") -> None:
    talk.unreached().hear("please call me about my bill").fails("understand")
    assert talk.prompts == ["prompts.message_taken"]
    assert talk.out[0].details == {"message": "please call me about my bill"}


# --- results that come when somebody else is already being called, or nobody is there


@pytest.mark.parametrize("how", ["0", "hangs up"])
def test_a_booking_that_takes_effect_late_is_on_record(talk: "Conversation", how: str) -> None:
    talk.confirming().yes()
    if how == "0":
        talk.key("0")
    else:
        talk.send(events.HungUp)
    assert talk.all(Release) == []
    talk.done("book")
    assert talk.out == ()
    assert talk.call.appointments[0].start == "2026-03-03T10:00"
    assert talk.call.outcomes == (("book_appointment", "booked"),)
    before = talk.call
    assert talk.done("book").call == before


def test_a_late_hold_is_not_taken_for_a_booking(talk: "Conversation") -> None:
    talk.confirming().yes().done("hold")
    assert talk.out == ()
    assert talk.call.waiting == "do"
    assert talk.call.appointments == ()


def test_a_late_booking_is_not_taken_for_a_hold(talk: "Conversation") -> None:
    talk.offered().yes().done("book")
    assert talk.out == ()
    assert talk.call.waiting == "hold"


@pytest.mark.parametrize("slot", ["preferred_time", "visit_reason", "patient_name"])
def test_what_is_on_its_way_is_about_the_values_as_they_are(
    talk: "Conversation", slot: str
) -> None:
    talk.confirming().yes()
    held = talk.call.slots
    value: Any = {"preferred_time": [], "visit_reason": "crown"}.get(slot, {"first": "Ann"})
    talk.hear("no, wait").mean(**{slot: events.Reading(value, "no", 1.0, True)})
    assert talk.call.slots == held
    assert talk.done("book").call.appointments[0].patient == "Mary Jones"


@pytest.mark.parametrize("status", ["dismissed", "do_not_book", "deceased", "inactive"])
def test_for_some_records_nothing_is_arranged(talk: "Conversation", status: str) -> None:
    talk.say("reschedule_appointment", patient_name=MARY, date_of_birth=BORN).yes()
    talk.send(events.PatientsFound, patients=({"id": "p", "status": status, "appointments": ()},))
    assert talk.call.patient is None
    talk.yes()
    assert talk.tasks == ["appointment_rescheduling"]
