"""`frontdesk sandbox`: a call typed into a fully wired receptionist, and one that is scripted."""

import os
from pathlib import Path

import pytest

from cli.sandbox_orders import obey
from telephony.sandbox.vendors import Vendors
from tests.cli.conftest import run

CALLS = Path(__file__).parents[1] / "calls"


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTDESK_PLAIN", "1")
    monkeypatch.setenv("TWILIO_TOKEN", "of a real account")


def test_a_call_is_typed_and_a_vendor_fails() -> None:
    told = run(
        "sandbox",
        stdin=["I need a cleaning", "/fault deepgram nonsense", "/people busy", "/hang up"],
    ).output
    assert "receptionist  Thank you for calling Riverside Dental." in told
    assert "caller        I need a cleaning" in told
    assert "full name" in told
    assert "deepgram can do one of these: none, refuse, hang" in told
    assert "whoever is rung: busy" in told
    assert "disposition: abandoned" in told
    assert os.environ["TWILIO_TOKEN"] == "of a real account"


def test_a_scripted_call_goes_by_telephone() -> None:
    script = CALLS / "dental_reception" / "people" / "asks_for_a_human.yaml"
    told = run("sandbox", "--script", str(script)).output
    assert "as in text, over the telephone" in told
    assert "disposition: escalated" in told


def test_orders_are_obeyed_or_explained() -> None:
    vendors = Vendors()
    assert obey("hello", vendors) is None
    assert obey("/fault elevenlabs slow 2", vendors) == "elevenlabs: slow, 2 s"
    assert (vendors.elevenlabs.faults.kind, vendors.elevenlabs.faults.seconds) == ("slow", 2.0)
    assert "name a vendor" in (obey("/fault", vendors) or "")
    assert "no number" in (obey("/fault twilio slow soon", vendors) or "")
    assert obey("/people voicemail", vendors) == "whoever is rung: voicemail"
    assert vendors.twilio.everybody == "voicemail"
    assert "one of these" in (obey("/people dance", vendors) or "")
