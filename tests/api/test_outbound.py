"""Calls that the clinic places, from a due job to its end: the vendor's kit, real sockets, and both
databases; only the carrier and whom it reaches are acted."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from agent_config.flow_file import load_flow
from clinic.outreach.dialling import dial
from clinic.store.flow_versions import flow_of
from clinic.store.keyring import Keyring
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from engine.clinic import Clinic
from engine.flow import Flow
from telephony.publishing import publish_flow
from telephony.sandbox.callee import Callee, PlacedCall
from telephony.sandbox.twilio_webhooks import NoAnswer, Webhooks
from tests.api.calling import ANA, BEN, NOON, Calling
from tests.api.telephone import NUMBER, STAFF, Places, telephone
from tests.api.test_from_stream_to_turns import streamed

Run = Callable[[Callable[[Calling], Awaitable[None]]], None]


@pytest.fixture
def places(url: str, keyring: Keyring, riverside: Clinic, scope: Scope, tmp_path: Path) -> Places:
    return url, keyring, riverside, scope, tmp_path


@pytest.fixture
def calling(places: Places) -> Run:
    """Runs something with a clinic that calls people by turns."""

    def run(work: Callable[[Calling], Awaitable[None]]) -> None:
        async def whole() -> None:
            async with telephone(places) as phone, asyncio.timeout(60):
                there = Calling(phone)
                await there.settle_in()
                await work(there)

        asyncio.run(whole())

    return run


def test_somebody_confirms_their_appointment(calling: Run) -> None:
    async def work(there: Calling) -> None:
        there.phone.carrier.callees[ANA] = Callee(replies=["yes", "1", "no"])
        job = await there.reminder()
        await there.dial()
        (leg,) = there.phone.carrier.rung(ANA)
        assert isinstance(leg, PlacedCall)
        assert await there.fares(job) == ("completed", "confirmed", 1)

    calling(work)


async def called(there: Calling, callee: Callee) -> tuple[str, PlacedCall]:
    """The reminder of Ana's appointment, and the call to her."""
    there.phone.carrier.callees[ANA] = callee
    job = await there.reminder()
    await there.dial()
    (leg,) = there.phone.carrier.rung(ANA)
    assert isinstance(leg, PlacedCall)
    return job, leg


def test_the_call_is_an_outbound_one_on_the_flow_of_its_purpose(calling: Run) -> None:
    async def work(there: Calling) -> None:
        job, leg = await called(there, Callee(replies=["yes", "yes", "no"]))
        row = await there.phone.call_row(leg.sid)
        assert row is not None
        kept = await there.row(job)
        assert (row.direction, row.patient_id, row.disposition) == (
            "outbound",
            kept.patient_id,
            "confirmed",
        )
        assert "Is this Ana?" in leg.heard[1]
        assert "reminder" not in leg.heard[1]
        flow = await flow_of(there.phone.house.database, there.phone.scope, row.flow_version_id)
        assert (flow.name, flow.calls) == ("reminder", "outbound")
        assert kept.call_id == leg.sid
        for address, _, _ in there.phone.carrier.webhooks.sent:
            assert "Ana" not in address
            assert ANA[1:] not in address

    calling(work)


def test_whoever_calls_never_gets_a_flow_that_the_clinic_calls_with(calling: Run) -> None:
    async def work(there: Calling) -> None:
        database, scope = there.phone.house.database, there.phone.scope
        clinic = await clinic_of(database, scope)
        reminder = replace(load_flow("reminder", clinic), version=7)
        await publish_flow(database, scope, reminder, NOON, by="admin")
        call = there.phone.carrier.call(NUMBER)
        said = " ".join(await call.asks())
        assert "Thank you for calling" in said
        await call.hang_up()
        _, leg = await called(there, Callee(replies=["yes", "yes", "no"]))
        row = await there.phone.call_row(leg.sid)
        assert row is not None
        assert (await flow_of(database, scope, str(row.flow_version_id))).version == 7

    calling(work)


def test_a_spanish_patient_is_called_in_spanish(calling: Run) -> None:
    async def work(there: Calling) -> None:
        there.phone.carrier.callees[ANA] = Callee("voicemail")
        await there.reminder(language="es")
        await there.dial()
        (leg,) = there.phone.carrier.rung(ANA)
        assert isinstance(leg, PlacedCall)
        assert "Llamamos" in " ".join(leg.heard) or "llamada" in " ".join(leg.heard)

    calling(work)


@pytest.mark.parametrize(
    ("replies", "result"),
    [
        (["no"], "wrong_number"),
        (["9"], "opted_out"),
        (["yes", "9"], "opted_out"),
        ([None], "hung_up"),
        (["yes", None], "hung_up"),
        (["", "", "", ""], "hung_up"),
        (["yes", "2", "no", "I'm sick", "yes", "no"], "cancelled"),
        (["0"], "escalated"),
    ],
)
def test_what_somebody_does_is_the_result(
    calling: Run, replies: list[str | None], result: str
) -> None:
    async def work(there: Calling) -> None:
        job, _ = await called(there, Callee(replies=replies))
        assert await there.fares(job) == ("completed", result, 1)
        there.phone.clock.pass_time(hours=5)
        await there.dial()
        assert len(there.phone.carrier.rung(ANA)) == 1

    calling(work)


@pytest.mark.parametrize("stop", ["9", "stop calling me"])
def test_who_wants_no_calls_gets_none_whatever_they_are_about(calling: Run, stop: str) -> None:
    async def work(there: Calling) -> None:
        job, _ = await called(there, Callee(replies=[stop]))
        patient = (await there.row(job)).patient_id
        assert (await there.fares(job))[1] == "opted_out"
        there.phone.clock.pass_time(days=3)
        other = await there.job(patient, purpose="recall", key="recall/1")
        await there.dial()
        assert await there.fares(other) == ("refused", "opted_out", 0)

    calling(work)


def test_a_number_that_is_somebody_elses_is_not_called_again_for_them(calling: Run) -> None:
    async def work(there: Calling) -> None:
        job, _ = await called(there, Callee(replies=["no"]))
        patient = (await there.row(job)).patient_id
        there.phone.clock.pass_time(days=3)
        other = await there.job(patient, purpose="recall", key="recall/1")
        await there.dial()
        assert await there.fares(other) == ("refused", "wrong_number", 0)
        assert len(there.phone.carrier.rung(ANA)) == 1

    calling(work)


@pytest.mark.parametrize("told_after", [0, 1])
def test_a_machine_gets_a_message_that_tells_nothing(calling: Run, told_after: int) -> None:
    async def work(there: Calling) -> None:
        job, leg = await called(there, Callee("voicemail", told_after=told_after))
        assert await there.fares(job) == ("completed", "voicemail", 1)
        (attempt,) = await there.tries(job)
        assert (attempt.outcome, attempt.answered_by) == ("voicemail", "machine_end_beep")
        said = leg.heard[-1]
        assert "Riverside Dental" in said
        for word in ("cleaning", "Ana", "appointment", "tomorrow", "Chen"):
            assert word not in said

    calling(work)


def test_a_person_whom_the_carrier_takes_for_a_machine_goes_on_talking(calling: Run) -> None:
    async def work(there: Calling) -> None:
        mistaken = Callee(replies=["yes", "1", "no"], taken_for="machine_end_silence", told_after=1)
        job, _ = await called(there, mistaken)
        assert await there.fares(job) == ("completed", "confirmed", 1)
        (attempt,) = await there.tries(job)
        assert attempt.answered_by == "human"

    calling(work)


def test_an_unknown_answer_is_a_person(calling: Run) -> None:
    async def work(there: Calling) -> None:
        job, _ = await called(there, Callee(replies=["yes", "1", "no"], taken_for="unknown"))
        assert (await there.fares(job))[1] == "confirmed"

    calling(work)


def test_a_fax_is_not_called_again(calling: Run) -> None:
    async def work(there: Calling) -> None:
        job, leg = await called(there, Callee("voicemail", taken_for="fax"))
        assert await there.fares(job) == ("failed", "no_number", 1)
        assert leg.heard[-1] != ""

    calling(work)


@pytest.mark.parametrize("picks_up", ["busy", "no_answer"])
def test_who_is_not_reached_is_called_three_times_four_hours_apart(
    calling: Run, picks_up: str
) -> None:
    async def work(there: Calling) -> None:
        there.phone.clock.at = there.phone.clock.at.replace(hour=9)
        there.phone.carrier.callees[ANA] = Callee(picks_up)  # type: ignore[arg-type]
        job = await there.reminder()
        await there.dial()
        assert await there.fares(job) == ("scheduled", None, 1)
        for hours in (3.9, 0.1):
            there.phone.clock.pass_time(hours=hours)
            await there.dial()
        assert await there.fares(job) == ("scheduled", None, 2)
        there.phone.clock.pass_time(hours=4)
        await there.dial()
        assert await there.fares(job) == ("failed", "no_answer", 3)
        tries = await there.tries(job)
        assert [one.outcome for one in tries] == [picks_up] * 3
        assert [one.number for one in tries] == [1, 2, 3]

    calling(work)


@pytest.mark.parametrize("said", ["she's not here right now", "she isn't home"])
def test_who_is_not_there_just_now_is_called_again_as_they_were_told(
    calling: Run, said: str
) -> None:
    async def work(there: Calling) -> None:
        job, leg = await called(there, Callee(replies=[said]))
        assert "again another time" in leg.heard[-1]
        assert await there.fares(job) == ("scheduled", None, 1)
        there.phone.clock.pass_time(hours=4)
        await there.dial()
        assert len(there.phone.carrier.rung(ANA)) == 2

    calling(work)


def test_nobody_is_called_again_at_night(calling: Run) -> None:
    async def work(there: Calling) -> None:
        there.phone.clock.at = there.phone.clock.at.replace(hour=18)
        there.phone.carrier.callees[ANA] = Callee("no_answer")
        job = await there.reminder()
        await there.dial()
        there.phone.clock.pass_time(hours=4)
        await there.dial()
        row = await there.row(job)
        assert (row.status, row.attempts) == ("scheduled", 1)
        assert row.due_at.astimezone(NOON.tzinfo).isoformat() == "2026-03-03T08:00:00-06:00"

    calling(work)


def test_a_number_that_does_not_exist_is_not_tried_again(calling: Run) -> None:
    async def work(there: Calling) -> None:
        job, _ = await called(there, Callee("failed"))
        assert await there.fares(job) == ("failed", "carrier", 1)

    calling(work)


def test_reports_that_come_twice_late_or_about_others_change_nothing(calling: Run) -> None:
    async def work(there: Calling) -> None:
        job, leg = await called(there, Callee(replies=["yes", "1", "no"]))
        other = await there.job(await there.patient("Ben Ortiz", BEN), number=BEN)
        sent = list(there.phone.carrier.webhooks.sent)
        assert len(sent) > 5
        for address, fields, _ in reversed(sent):
            await there.phone.carrier.webhooks.post(address, fields)
        status = f"{there.phone.public}/webhook/outbound/status"
        over = {**leg.fields(), "CallStatus": "no-answer"}
        for path in (
            f"{status}/{other}",
            f"{status}/nobody?attempt=nothing",
            f"{status}/{other}?attempt={(await there.tries(job))[0].id}",
            f"{status}/{job}",
        ):
            await there.phone.carrier.webhooks.post(path, over)
            amd = {"CallSid": leg.sid, "AccountSid": "A", "AnsweredBy": "machine_end_beep"}
            await there.phone.carrier.webhooks.post(path, amd)
        stranger = {**leg.fields(), "CallSid": f"CA{1:032x}"}
        said = await there.phone.carrier.webhooks.post(
            f"{there.phone.public}/webhook/outbound/{other}?attempt=none", stranger
        )
        assert "Hangup" in said
        await there.jobs()
        assert await there.fares(job) == ("completed", "confirmed", 1)
        assert await there.fares(other) == ("scheduled", None, 0)

    calling(work)


def test_a_reminder_is_found_by_its_appointment(calling: Run) -> None:
    async def work(there: Calling) -> None:
        there.phone.carrier.callees[ANA] = Callee("rings")
        job = await there.reminder()
        await there.dial()
        appointment = (await there.row(job)).appointment_id
        (leg,) = there.phone.carrier.rung(ANA)
        address = f"{there.phone.public}/webhook/outbound/reminder/{appointment}"
        assert "Is this Ana?" in await there.phone.carrier.webhooks.post(address, leg.fields())
        nothing = await there.phone.carrier.webhooks.post(f"{address}x", leg.fields())
        assert "Hangup" in nothing

    calling(work)


def test_nothing_is_believed_without_the_signature(calling: Run) -> None:
    async def work(there: Calling) -> None:
        there.phone.carrier.callees[ANA] = Callee("rings")
        job = await there.reminder()
        await there.dial()
        (leg,) = there.phone.carrier.rung(ANA)
        forger = Webhooks("another token")
        for path in (job, f"status/{job}", "reminder/ap"):
            with pytest.raises(NoAnswer, match="403"):
                await forger.post(f"{there.phone.public}/webhook/outbound/{path}", leg.fields())
        await forger.close()
        assert (await there.fares(job))[0] == "in_progress"

    calling(work)


def test_an_answer_that_is_lost_is_no_second_call(calling: Run) -> None:
    async def work(there: Calling) -> None:
        there.phone.carrier.callees[ANA] = Callee("rings")
        there.phone.carrier.loses_answers = True
        job = await there.reminder()
        async with there.deaf():
            await there.dial()
            (attempt,) = await there.tries(job)
            assert (attempt.call_id, attempt.outcome) == (None, None)
            there.phone.clock.pass_time(minutes=2)
            await there.dial()
        (leg,) = there.phone.carrier.rung(ANA)
        (attempt,) = await there.tries(job)
        assert (attempt.call_id, attempt.outcome) == (leg.sid, None)
        assert (await there.row(job)).call_id == leg.sid

    calling(work)


def test_a_call_that_was_never_taken_is_placed_later_and_counts_once(calling: Run) -> None:
    async def work(there: Calling) -> None:
        there.phone.carrier.callees[ANA] = Callee(replies=["yes", "1", "no"])
        there.phone.carrier.faults.order("drop")
        job = await there.reminder()
        await there.dial()
        there.phone.carrier.faults.clear()
        there.phone.clock.pass_time(minutes=2)
        await there.dial()
        assert not there.phone.carrier.rung(ANA)
        (attempt,) = await there.tries(job)
        assert (attempt.outcome, attempt.error) == ("failed", "not_placed")
        there.phone.clock.pass_time(minutes=6)
        await there.dial()
        assert len(there.phone.carrier.rung(ANA)) == 1
        assert await there.fares(job) == ("completed", "confirmed", 1)

    calling(work)


def test_a_call_whose_end_nobody_told_is_asked_after(calling: Run) -> None:
    async def work(there: Calling) -> None:
        there.phone.carrier.callees[ANA] = Callee("no_answer")
        job = await there.reminder()
        async with there.deaf():
            await there.dial()
            assert (await there.fares(job))[0] == "in_progress"
            there.phone.clock.pass_time(minutes=11)
            await there.dial()
        assert await there.fares(job) == ("scheduled", None, 1)

    calling(work)


def test_the_clinics_line_stands_behind_a_stream_and_no_voicemail(places: Places) -> None:
    async def whole() -> None:
        async with telephone(places) as phone, asyncio.timeout(60):
            there = Calling(phone)
            await there.settle_in(by_turns=False)
            there.phone.carrier.callees[ANA] = Callee(taken_for="")
            await there.reminder()
            await dial(there.work)
            (leg,) = there.phone.carrier.rung(ANA)
            await leg.ended.wait()
            assert [one.tag for one in ElementTree.fromstring(leg.document)] == [
                "Connect",
                "Say",
                "Dial",
                "Say",
                "Say",
                "Hangup",
            ]
            assert len(there.phone.carrier.rung(STAFF)) == 1
            assert not [one for one in there.phone.carrier.webhooks.sent if "dialled" in one[0]]

    asyncio.run(whole())


def test_a_stream_that_nobody_can_hear_goes_on_by_turns_where_it_was(places: Places) -> None:
    async def whole() -> None:
        async with telephone(places) as phone, asyncio.timeout(60):
            there = Calling(phone)
            await there.settle_in(by_turns=False)
            phone.carrier.stream = streamed
            phone.carrier.callees[ANA] = Callee(replies=["yes", "1", "no"])
            job = await there.reminder()
            await there.dial()
            (leg,) = phone.carrier.rung(ANA)
            assert isinstance(leg, PlacedCall)
            assert "Is this Ana?" in " ".join(leg.heard)
            row = await phone.call_row(leg.sid)
            assert row is not None
            assert row.direction == "outbound"
            assert await there.fares(job) == ("completed", "confirmed", 1)

    asyncio.run(whole())


def test_what_is_always_said_is_voiced_while_it_rings(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    voiced: list[str] = []

    async def whole() -> None:
        async with telephone(places) as phone, asyncio.timeout(60):
            there = Calling(phone)
            await there.settle_in(by_turns=False)

            async def prepare(flow: Flow) -> None:
                voiced.append(flow.name)

            monkeypatch.setattr(phone.house.phones.casting, "prepare", prepare)
            phone.carrier.stream = streamed
            await called(there, Callee(replies=["yes", "1", "no"]))

    asyncio.run(whole())
    assert "reminder" in voiced


def test_a_machine_at_the_end_of_a_stream_gets_its_message(places: Places) -> None:
    async def carried(address: str, parameters: Mapping[str, str], call_id: str) -> None:
        await asyncio.Event().wait()  # it goes on until it is taken out of the stream

    async def whole() -> None:
        async with telephone(places) as phone, asyncio.timeout(60):
            there = Calling(phone)
            await there.settle_in(by_turns=False)
            phone.carrier.stream = carried
            phone.carrier.callees[ANA] = Callee("voicemail")
            job = await there.reminder()
            await there.dial()
            (leg,) = phone.carrier.rung(ANA)
            assert isinstance(leg, PlacedCall)
            assert "Riverside Dental" in leg.heard[-1]
            assert await there.fares(job) == ("completed", "voicemail", 1)

    asyncio.run(whole())
