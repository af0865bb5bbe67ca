"""Texts that come in: each is kept, does what it says once, and is answered once."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import update

from clinic.messages.by_rules import MOST_ANSWERS
from clinic.messages.incoming import clinic_reached, received
from clinic.store import waitlist
from clinic.store.identifier import new_id
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow, Wish
from clinic.store.tables.desk import TaskRow
from clinic.store.tables.message import MessageRow
from clinic.store.tables.patient import Consent
from clinic.store.tables.practice import ClinicRow
from clinic.store.tables.trail import LiveEvent, OutboxRow
from engine.safety.sentences import EMERGENCY
from tests.clinic.messages.conftest import AtOffice
from tests.clinic.messages.office import ANA, BEN, NOON, Office, together
from tests.clinic.messages.twilio_server import TwilioServer

_numbers = count()
HELP = (
    "Riverside Dental: to reach us, call 512-555-0100. We answer C (confirm), R (reschedule) and "
    "D (directions) to a reminder. Reply STOP to opt out."
)
STOPPED = (
    "You are opted out and will get no more messages from Riverside Dental. "
    "Reply START to get them again."
)
NOTED = "Thank you. Our staff will read this. To reach us now, call 512-555-0100."
CONFIRMED = "✅ Confirmed! See you tomorrow."
RESCHEDULE = "No problem! Call us at 512-555-0100 to reschedule."


async def text(office: Office, body: str, number: str = ANA, sid: str = "") -> str | None:
    """Somebody writes; what they are answered."""
    sid = sid or f"SM{next(_numbers)}"
    return await received(office.work, office.scope, number, body, sid, office.clock())


async def remind(office: Office, template: str = "appointment_reminder", **more: Any) -> str:
    """Send a question about tomorrow's appointment; the appointment's id."""
    appointment = await office.appointment(**{"start": "2026-03-03T14:00", **more})
    await office.send(await office.queue(template, appointment_id=appointment))
    return appointment


async def told(office: Office, kind: str) -> list[OutboxRow]:
    return [one for one in await office.rows(OutboxRow) if one.kind == kind]


# --- yes


@pytest.mark.parametrize("template", ["appointment_reminder", "appointment_confirmation"])
@pytest.mark.parametrize("body", ["C", "yes", "Y", "1", "Confirm", "👍"])
def test_yes_confirms_what_was_asked(at_office: AtOffice, template: str, body: str) -> None:
    async def work(office: Office) -> None:
        appointment = await remind(office, template)
        assert await text(office, body) == CONFIRMED
        (row,) = await told(office, "appointment.confirmed")
        assert (row.reference, row.more) == (appointment, {"by": "patient"})
        assert await office.rows(TaskRow) == []

    at_office(work)


@pytest.mark.parametrize("body", ["yes", "C", "1", "SÍ"])
def test_yes_to_nothing_is_answered_with_help(at_office: AtOffice, body: str) -> None:
    async def work(office: Office) -> None:
        answer = await text(office, body)
        assert answer is not None
        assert answer.startswith(HELP if body != "SÍ" else "Riverside Dental: para hablar")
        assert await told(office, "appointment.confirmed") == []

    at_office(work)


@pytest.mark.parametrize(
    "more",
    [
        {"status": "cancelled"},
        {"status": "completed"},
        {"starts_at": NOON - timedelta(minutes=1)},
    ],
)
def test_what_does_not_stand_any_more_is_not_confirmed(at_office: AtOffice, more: Any) -> None:
    async def work(office: Office) -> None:
        appointment = await remind(office)
        await office.change(AppointmentRow, appointment, **more)
        assert await text(office, "YES") == HELP
        assert await told(office, "appointment.confirmed") == []

    at_office(work)


def test_the_newest_question_counts(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await remind(office, "appointment_confirmation")
        office.clock.now += timedelta(minutes=5)
        later = await remind(office, "appointment_moved", start="2026-03-03T16:00")
        assert await text(office, "YES") == CONFIRMED
        (row,) = await told(office, "appointment.confirmed")
        assert row.reference == later

    at_office(work)


def test_a_question_to_somebody_else_is_not_theirs(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await remind(office)
        assert await text(office, "YES", BEN) == HELP

    at_office(work)


def test_a_question_that_never_left_is_none(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        appointment = await office.appointment()
        await office.queue("appointment_reminder", appointment_id=appointment)
        assert await text(office, "YES") == HELP

    at_office(work)


# --- other answers


@pytest.mark.parametrize("body", ["R", "2", "CALL", "Reschedule", "no"])
def test_who_cannot_come_leaves_work_for_the_staff(at_office: AtOffice, body: str) -> None:
    async def work(office: Office) -> None:
        appointment = await remind(office)
        assert await text(office, body) == RESCHEDULE
        (task,) = await office.rows(TaskRow)
        assert (task.type, task.owner, task.priority, task.callback_number) == (
            "appointment_rescheduling",
            "staff",
            "high",
            ANA,
        )
        assert task.patient_name == "Ana Ruiz"
        assert task.details["appointment"] == appointment
        assert task.details["message"] == body

    at_office(work)


def test_directions_and_help(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        answer = await text(office, "D")
        assert answer == (
            "We're at 1200 River Street, between First and Second Street. 1200 River Street, "
            "Austin, TX 78701 https://maps.google.com/?q=1200+River+Street%2C+Austin%2C+TX+78701"
        )
        assert await text(office, "HELP") == HELP
        assert await text(office, "info") == HELP
        assert str(await text(office, "Ayuda")).startswith("Riverside Dental: para hablar")
        assert await office.rows(TaskRow) == []

    at_office(work)


def test_in_the_language_of_the_patient(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        ana = await office.patient(language="es-US")
        await remind(office, patient_id=ana)
        assert await text(office, "C") == "✅ ¡Confirmada! Le esperamos mañana."

    at_office(work)


# --- stop


@pytest.mark.parametrize("body", ["STOP", "stop texting me", "Alto", "OPT-OUT", "unsubscribe"])
def test_stop_is_obeyed_at_once_and_confirmed_once(at_office: AtOffice, body: str) -> None:
    async def work(office: Office) -> None:
        waiting = await office.queue("directions")
        answer = await text(office, body)
        assert answer == STOPPED or str(answer).startswith("No recibirá más mensajes")
        (consent,) = await office.rows(Consent)
        assert (consent.granted, consent.channel, consent.words) == (False, "all", body)
        assert (await office.send(waiting)).error == "opted_out"
        assert await text(office, "STOP") is None
        assert len(await office.rows(Consent)) == 1
        office.clock.now += timedelta(minutes=1)
        assert str(await text(office, "START")).startswith("Riverside Dental: you will get")
        assert (await office.send(await office.queue("directions"))).status == "sent"

    at_office(work)


def test_a_sentence_of_stopping_is_read_by_people_too(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        said = "Stop calling my work number, use my mobile"
        assert await text(office, said) == STOPPED
        (task,) = await office.rows(TaskRow)
        assert task.details["message"] == said

    at_office(work)


def test_who_says_cancel_may_mean_the_appointment(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await remind(office)
        answer = await text(office, "CANCEL")
        assert answer is not None
        assert "Your appointment still stands; to change it, call 512-555-0100." in answer
        (task,) = await office.rows(TaskRow)
        assert (task.type, len(await office.rows(Consent))) == ("appointment_cancellation", 1)
        assert await text(office, "CANCEL", BEN) == STOPPED  # who has none can mean only this

    at_office(work)


# --- everything else


def test_anything_else_is_for_the_staff(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        ana = await office.patient()
        assert await text(office, "Do you have my glasses?") == NOTED
        (task,) = await office.rows(TaskRow)
        assert (task.type, task.owner, task.patient_id) == ("message", "staff", ana)
        assert (task.patient_name, task.callback_number) == ("Ana Ruiz", ANA)
        assert task.details == {"message": "Do you have my glasses?", "channel": "sms"}
        assert task.due_at is not None
        (kept,) = [one for one in await office.rows(MessageRow) if one.direction == "in"]
        assert (kept.body, kept.about_id, kept.patient_id) == (
            "Do you have my glasses?",
            task.id,
            ana,
        )
        shown = [one.kind for one in await office.rows(LiveEvent)]
        assert {"message.received", "task.created"} <= set(shown)

    at_office(work)


def test_texts_in_a_row_are_one_task(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        for body in ("Hi there", "it is about my bill", ""):
            await text(office, body)
            office.clock.now += timedelta(minutes=1)
        await text(office, "not mine", BEN)
        first, other = sorted(await office.rows(TaskRow), key=lambda one: one.number)
        assert first.details["message"] == "Hi there\nit is about my bill"
        assert other.details["message"] == "not mine"
        await office.change(TaskRow, first.id, status="in_progress")
        await text(office, "hello?")
        office.clock.now += timedelta(minutes=61)
        await text(office, "")
        rows = sorted(await office.rows(TaskRow), key=lambda one: one.number)
        assert [one.details["message"] for one in rows[2:]] == ["hello?", "(a picture, or nothing)"]

    at_office(work)


@pytest.mark.parametrize(
    ("body", "language"),
    [("I can't breathe", "en"), ("No puedo respirar", "en"), ("my gums bleed a lot", "en")],
)
def test_signs_of_danger_are_answered_with_the_fixed_sentence(
    at_office: AtOffice, body: str, language: str
) -> None:
    async def work(office: Office) -> None:
        await text(office, "Hello there")
        answer = await text(office, body)
        assert answer is not None
        assert answer.startswith(EMERGENCY[language])
        urgent = [one for one in await office.rows(TaskRow) if one.priority == "urgent"]
        assert [(one.type, one.details["message"]) for one in urgent] == [("escalated_call", body)]

    at_office(work)


@pytest.mark.parametrize(
    ("body", "kind", "owner"),
    [
        ("I need a refill of my prescription", "prescription_refill", "doctor"),
        ("Are my test results back?", "test_results", "doctor"),
        ("I want to talk to a real person", "callback", "staff"),
    ],
)
def test_what_goes_to_people_goes_to_the_right_ones(
    at_office: AtOffice, body: str, kind: str, owner: str
) -> None:
    async def work(office: Office) -> None:
        assert await text(office, body) == NOTED
        (task,) = await office.rows(TaskRow)
        assert (task.type, task.owner, task.priority) == (kind, owner, "high")

    at_office(work)


# --- once


def test_the_same_text_is_done_once_and_answered_the_same(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await remind(office)
        for body, sid in (("R", "SM-a"), ("YES", "SM-b"), ("Hello", "SM-c"), ("STOP", "SM-d")):
            first = await text(office, body, sid=sid)
            assert first is not None
            assert await text(office, body, sid=sid) == first
        assert len(await office.rows(TaskRow)) == 2
        assert len(await told(office, "appointment.confirmed")) == 1
        assert len(await office.rows(Consent)) == 1
        kept = [one for one in await office.rows(MessageRow) if one.direction == "in"]
        assert len(kept) == 4

    at_office(work)


def test_also_when_it_comes_twice_at_once(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        answers = await together(*(text(office, "Hello", sid="SM-x") for _ in range(4)))
        assert answers == [NOTED] * 4
        assert len(await office.rows(TaskRow)) == 1

    at_office(work)


def test_two_machines_do_not_answer_each_other_for_ever(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        answers = [await text(office, "I am away") for _ in range(MOST_ANSWERS + 2)]
        assert answers == [NOTED] * MOST_ANSWERS + [None] * 2
        office.clock.now += timedelta(hours=1, minutes=1)
        assert await text(office, "I am back") == NOTED

    at_office(work)


def test_without_an_agreement_an_answer_tells_less(
    at_office: AtOffice, twilio: TwilioServer
) -> None:
    async def work(office: Office) -> None:
        await remind(office)
        office.live(twilio.url)
        await office.set("campaign_id", "C0FFEE")
        assert await text(office, "YES") == "✅ Confirmed!"

    at_office(work)


def test_live_answers_need_a_campaign_but_safety_and_law_do_not_wait_for_one(
    at_office: AtOffice, twilio: TwilioServer
) -> None:
    async def work(office: Office) -> None:
        await remind(office)
        office.live(twilio.url)
        assert await text(office, "D") is None
        refused = [one for one in await office.outgoing() if one.template == "reply_directions"]
        assert [(one.status, one.error) for one in refused] == [("refused", "no_campaign")]
        assert EMERGENCY["en"] in str(await text(office, "I can't breathe"))
        assert await text(office, "STOP") == STOPPED
        assert twilio.taken == []

    at_office(work)


@pytest.mark.parametrize("body", ["Thanks!", "thank you so much", "👌", "gracias"])
def test_thanks_are_kept_and_need_no_answer(at_office: AtOffice, body: str) -> None:
    async def work(office: Office) -> None:
        await remind(office)
        assert await text(office, body) is None
        assert await office.rows(TaskRow) == []

    at_office(work)


# --- the waitlist


async def offer(office: Office, numbers: Sequence[str] = (ANA,)) -> list[str]:
    """Somebody is asked about a time that is free; the ids of their wishes."""
    clinic = await clinic_of(office.database, office.scope)
    opening = {
        "start": "2026-03-03T10:00",
        "minutes": 60,
        "provider": "Maria Lopez",
        "operatory": "Hygiene 1",
        "service": "cleaning",
    }
    wishes = [
        Wish(
            id=new_id(NOON),
            patient_name=name,
            callback_number=number,
            service="cleaning",
            windows=[],
            created_at=office.clock(),
            **office.scope.ids,
        )
        for name, number in zip(("Ana Ruiz", "Ben Ito"), numbers, strict=False)
    ]
    await office.add(*wishes)
    ids = [one.id for one in wishes]
    await waitlist.offer(office.database, office.scope, clinic, ids, opening, office.clock())
    for row in await office.rows(MessageRow):
        if row.status == "queued":
            await office.send(row.id)
    return ids


def test_an_offer_is_written_and_the_first_yes_gets_it(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await offer(office, (ANA, BEN))
        (first, *_) = await office.outgoing()
        assert first.body == (
            "Riverside Dental: an earlier time is free, Tuesday, March 3rd at 10 AM. Reply YES by "
            "12:20 PM to take it; the first yes gets it. Reply STOP to opt out."
        )
        taken = "It's yours: Tuesday, March 3rd at 10 AM at Riverside Dental. See you then!"
        answers = [await text(office, "yes", BEN, "SM-1"), await text(office, "YES", ANA)]
        assert answers[0] == taken
        assert answers[1] is not None
        assert answers[1].startswith("Sorry, that time was just taken.")
        assert await text(office, "yes", BEN, "SM-1") == taken
        (row,) = await office.rows(AppointmentRow)
        assert (row.patient_name, row.start) == ("Ben Ito", "2026-03-03T10:00")

    at_office(work)


def test_an_offer_that_is_over_is_gone_and_confirms_nothing_older(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await remind(office, "appointment_confirmation")
        office.clock.now += timedelta(minutes=1)
        await offer(office)
        office.clock.now += timedelta(hours=1)
        answer = await text(office, "YES")
        assert answer is not None
        assert answer.startswith("Sorry, that time was just taken.")
        assert await told(office, "appointment.confirmed") == []

    at_office(work)


def test_no_to_an_offer_goes_on_waiting(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        (wish,) = await offer(office)
        assert await text(office, "No") == NOTED
        (row,) = await office.rows(Wish)
        assert (row.id, row.status) == (wish, "waiting")
        assert await office.rows(TaskRow) == []

    at_office(work)


def test_an_offer_that_waited_too_long_is_not_sent(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await offer(office)
        (sent,) = await office.outgoing()
        await office.change(MessageRow, sent.id, status="queued", tried_at=None)
        office.clock.now += timedelta(hours=1)
        assert (await office.send(sent.id)).error == "too_late"
        await office.change(MessageRow, sent.id, status="queued", about_id="nowhere")
        assert (await office.send(sent.id)).error == "stale"
        assert await text(office, "YES") == HELP

    at_office(work)


# --- which clinic


def test_the_line_tells_the_clinic(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        assert await clinic_reached(office.work, "+15125550100", ANA) == office.scope
        assert await clinic_reached(office.work, "+15125550199", ANA) is None

    at_office(work)


def test_on_a_shared_line_it_is_who_wrote_last(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        shared = "+18885550100"
        office.settle(twilio_number=shared)
        assert await clinic_reached(office.work, shared, ANA) == office.scope  # the only one
        async with office.database.writing() as session:
            session.add(
                ClinicRow(
                    id="north",
                    practice_id=office.scope.practice_id,
                    name="North",
                    timezone="America/Chicago",
                    state="TX",
                    number="+15125550180",
                    flow="dental_reception",
                    profile="",
                    created_at=NOON,
                    updated_at=NOON,
                )
            )
        assert await clinic_reached(office.work, shared, ANA) is None
        message = await office.queue("directions")
        async with office.database.writing() as session:
            moved = update(MessageRow).where(MessageRow.id == message)  # type: ignore[arg-type]
            await session.execute(moved.values(clinic_id="north"))
        expected = Scope(office.scope.practice_id, "north")
        assert await clinic_reached(office.work, shared, ANA) == expected

    at_office(work)
