"""The clinics' numbers, pointed at this server in an account of the carrier's stand-in."""

import asyncio
import json
import threading
from collections.abc import Iterator

import pytest

from agent_config.settings import Settings
from cli.serve import made_ready
from telephony.sandbox.twilio_rest import ACCOUNT, TOKEN, TwilioStandIn
from tests.cli.conftest import Run

NUMBER = "+15125550100"
PUBLIC = "https://frontdesk.example"


@pytest.fixture
def account(frontdesk: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[TwilioStandIn]:
    """An account with the number of one clinic, reached while commands run."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    carrier = TwilioStandIn()
    asyncio.run_coroutine_threadsafe(carrier.start(), loop).result(5)
    carrier.own(NUMBER, "https://elsewhere.example/voice")
    monkeypatch.setenv("TWILIO_SID", ACCOUNT)
    monkeypatch.setenv("TWILIO_TOKEN", TOKEN)
    monkeypatch.setenv("TWILIO_BASE_URL", carrier.url)
    monkeypatch.setenv("PUBLIC_URL", PUBLIC)
    asyncio.run(made_ready(Settings()))
    yield carrier
    asyncio.run_coroutine_threadsafe(carrier.close(), loop).result(5)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


SETUP = ("phone", "setup", "--clinic", "riverside_dental")


def test_a_number_is_pointed_here_and_what_changed_is_told(
    frontdesk: Run, account: TwilioStandIn
) -> None:
    told = frontdesk(*SETUP, "--dry-run").output
    assert "would be changed" in told
    assert account.numbers[NUMBER]["voice_url"] == "https://elsewhere.example/voice"
    told = " ".join(frontdesk(*SETUP).output.split())
    assert f"voice_url: https://elsewhere.example/voice -> {PUBLIC}/webhook/voice" in told
    assert "TwiML Bin" in told
    assert "+15125550101</Dial>" in told
    number = account.numbers[NUMBER]
    assert number["voice_url"] == f"{PUBLIC}/webhook/voice"
    assert number["status_callback"] == f"{PUBLIC}/webhook/voice/status"
    assert number["sms_url"] == f"{PUBLIC}/webhook/sms"
    assert number["voice_method"] == "POST"
    assert "leads here already" in frontdesk(*SETUP).output


def test_a_fallback_is_set_and_kept(frontdesk: Run, account: TwilioStandIn) -> None:
    bin_ = "https://handler.twilio.com/twiml/EH1"
    assert "TwiML Bin" not in frontdesk(*SETUP, "--fallback", bin_).output
    assert account.numbers[NUMBER]["voice_fallback_url"] == bin_
    assert "TwiML Bin" not in frontdesk(*SETUP).output
    assert account.numbers[NUMBER]["voice_fallback_url"] == bin_


def test_where_the_numbers_lead(frontdesk: Run, account: TwilioStandIn) -> None:
    frontdesk(*SETUP)
    rows = {one["clinic"]: one for one in json.loads(frontdesk("phone", "status", "--json").stdout)}
    ours = rows.pop("riverside_dental")
    assert (ours["leads here"], ours["without us"]) == ("yes", "nobody answers")
    assert {one["leads here"] for one in rows.values()} <= {"not in the account"}
    assert NUMBER in frontdesk("phone", "status").output


def test_what_is_missing_is_told_in_a_sentence(
    frontdesk: Run, account: TwilioStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    account.numbers.clear()
    assert f"the account has no number {NUMBER}" in " ".join(
        frontdesk(*SETUP, fails=True).output.split()
    )
    account.faults.order("refuse", status=503)
    assert "twilio_503" in frontdesk(*SETUP, fails=True).output
    monkeypatch.setenv("TWILIO_TOKEN", "another")
    account.faults.clear()
    assert "Twilio refuses TWILIO_SID" in frontdesk(*SETUP, fails=True).output
    monkeypatch.setenv("TWILIO_BASE_URL", "")
    monkeypatch.setenv("PUBLIC_URL", "http://127.0.0.1:8000")
    assert "set PUBLIC_URL to the https address" in frontdesk(*SETUP, fails=True).output
    monkeypatch.setenv("TWILIO_SID", "")
    assert "set TWILIO_SID and TWILIO_TOKEN" in frontdesk(*SETUP, fails=True).output
