"""What Twilio is told: short enough, with nothing about anybody in an address."""

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from agent_config.settings import Settings
from engine.clinic import Clinic
from telephony.twilio import answer
from telephony.twilio.address import DIALLED, address, media_address
from telephony.twilio.stream_token import LONGEST
from telephony.twilio.wording import REASONS, whispered

LEG = "0" * 26
SETTINGS = Settings(public_url=f"https://{'frontdesk-' * 20}.example/behind/a/proxy/")
DOCUMENTS: dict[str, Callable[[Clinic], str]] = {
    "connect": lambda clinic: answer.connect(SETTINGS, clinic, "x" * LONGEST),
    "ring": lambda clinic: answer.ring_staff(SETTINGS, clinic, "agent"),
    "whisper": lambda clinic: answer.whisper(SETTINGS, LEG, whispered("human"), "stream"),
    "meet": lambda clinic: answer.meet(SETTINGS, LEG),
    "voicemail": lambda clinic: answer.voicemail(SETTINGS, clinic),
    "redirect": lambda clinic: answer.redirect(SETTINGS, DIALLED, n=0),
    "person": lambda clinic: str(
        answer.to_a_person(SETTINGS, clinic.staff_line, LEG, address(SETTINGS, DIALLED))
    ),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_fits_and_its_addresses_tell_nothing(name: str, riverside: Clinic) -> None:
    text = DOCUMENTS[name](riverside)
    assert len(text) < answer.LONGEST
    document = ElementTree.fromstring(text)
    for one in document.iter():
        for attribute, value in one.attrib.items():
            if attribute in ("url", "action"):
                assert value.startswith(("https://frontdesk-", "wss://frontdesk-"))
                assert not re.search(r"\d{7}", value.replace(LEG, ""))
    for dial in document.iter("Dial"):
        assert dial.get("action"), "nobody would be told how it ended"


def test_the_stream_has_no_query_and_its_parameter_is_short(riverside: Clinic) -> None:
    assert "?" not in media_address(SETTINGS)
    document = ElementTree.fromstring(DOCUMENTS["connect"](riverside))
    (parameter,) = document.iter("Parameter")
    assert len(parameter.attrib["name"] + parameter.attrib["value"]) < 500


def test_a_whisper_names_no_condition_and_nobody() -> None:
    for reason in (*REASONS, "prescription_refill", "test_results", "medical_advice", ""):
        said = whispered(reason)
        assert "press 1" in said
        assert "_" not in said
        assert not re.search("refill|result|medic", said)


def test_a_message_is_asked_for_in_the_languages_of_the_clinic(riverside: Clinic) -> None:
    both = answer.voicemail(SETTINGS, riverside)
    assert "hang up and dial 911" in both
    assert "cuelgue y llame al 911" in both
    assert 'language="es-US"' in both
    one = answer.voicemail(SETTINGS, replace(riverside, languages=("en-US",)))
    assert "llame" not in one
    none = answer.voicemail(SETTINGS, replace(riverside, languages=("vi-VN",)))
    assert "hang up and dial 911" in none
