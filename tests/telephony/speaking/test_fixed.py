"""What can be voiced ahead: all that is said in the same words, and nothing of any caller."""

import re

from engine.safety.sentences import EMERGENCY, RED_FLAGS
from telephony.speaking.fixed import fixed
from telephony.speaking.sentences import sentences
from tests.telephony.speaking.corpus import all_fixed, flow_of


def test_no_placeholder_is_left_open() -> None:
    assert not [one for _, one in all_fixed() if re.search(r"[{}]", one)]


def test_nobody_who_calls_is_named() -> None:
    """No sentence with a caller's name, number or time is among them."""
    told = " ".join(one for _, one in all_fixed())
    assert not re.search(r"Smith|Ruiz|555-014|March|marzo|Thank you, \w+\.", told)


def test_safety_comes_first() -> None:
    flow = flow_of(None, "riverside_dental")
    assert fixed(flow, "en")[0] == EMERGENCY["en"]
    assert fixed(flow, "es")[0] == EMERGENCY["es"]
    assert set(sentences(RED_FLAGS["es"])) <= set(fixed(flow, "es"))


def test_the_clinic_stands_in_its_sentences() -> None:
    told = fixed(flow_of(None, "riverside_dental"), "en")
    assert "Thank you for calling Riverside Dental." in told
    assert "We're at 1200 River Street, Austin, TX 78701." in told
    assert "Today it's from 8 AM to 5 PM." in told
    assert "Today it's closed." in told
    assert len(told) == len(set(told)) < 400
