"""The forms of the carrier, as values."""

import pytest

from telephony.twilio.form import WITHHELD, dialled, known_number, leg, said

CALL = "CA0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    "written",
    [
        "anonymous",
        "Anonymous",
        "unknown",
        "",
        None,
        "client:ana",
        "sip:1@x",
        "911",
        *sorted(WITHHELD),
    ],
)
def test_a_number_that_is_none(written: str | None) -> None:
    assert known_number(written) is None


def test_a_number_that_is_one() -> None:
    assert known_number("+15125550142") == "+15125550142"


@pytest.mark.parametrize("call", ["", "CA1", CALL + "0", "SM" + CALL[2:], CALL + "\n"])
def test_a_leg_that_is_none(call: str) -> None:
    with pytest.raises(KeyError):
        leg({"CallSid": call, "From": "+1"})


def test_what_was_said() -> None:
    one = said({"SpeechResult": " yes ", "Confidence": "0.75"})
    assert (one.words, one.confidence, one.digits) == ("yes", 0.75, "")
    assert said({"Digits": "5a1#"}).digits == "51#"
    assert said({"SpeechResult": "x", "Confidence": "much"}).confidence == 1.0
    assert said({"SpeechResult": "x", "Confidence": "7"}).confidence == 1.0
    assert said({"SpeechResult": "x", "Confidence": "nan"}).confidence == 1.0
    assert said({}).words == ""


@pytest.mark.parametrize(
    ("fields", "bridged"),
    [
        ({"DialCallStatus": "completed"}, True),
        ({"DialCallStatus": "answered"}, True),
        ({"DialCallStatus": "completed", "DialBridged": "false"}, False),
        ({"DialCallStatus": "no-answer", "DialBridged": "true"}, True),
        ({"DialCallStatus": "busy"}, False),
        ({}, False),
    ],
)
def test_whether_two_have_spoken(fields: dict[str, str], bridged: bool) -> None:
    assert dialled(fields).bridged is bridged
