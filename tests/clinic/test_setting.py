"""The closed list of settings: what each takes, and what it says to anything else."""

from typing import Any

import pytest

from clinic.messages.policy import policy
from clinic.setting import SETTINGS, fault

GOOD: dict[str, Any] = {
    "campaign_id": "C0FFEE",
    "calling_window": {"from": "09:00", "to": "20:00"},
    "outbound_frequency": {"day": 1, "week": 2},
    "templates": {"en": {"appointment_reminder": {"sms": ["Reply C to confirm."]}}},
    "staff_notices": {"email": "all", "sms": {"staff": ["+15125550102"]}},
    "reminders": False,
    "text_conversations": False,
    "waitlist_minutes": 30,
    "waitlist_at_once": 2,
    "doctor_deputy": "user-1",
    "blocked_numbers": ["+15125550142"],
    "phone_by_turns": True,
    "ring_seconds": 25,
    "outreach": {"reminder": "preferred", "recall": "call", "follow_up": "off"},
    "outreach_lines": 3,
    "first_calls_reviewed": 50,
    "brand": {"accent": "#0f766e", "name": "Riverside"},
    "staff_notices:user-1": {"email": "none", "sms": "+15125550103"},
}
BAD: list[tuple[str, Any, str]] = [
    ("blocked_numbers", "+15125550142", "is a list of numbers"),
    ("blocked_numbers", ["(512) 555-0142"], "is a list of numbers"),
    ("phone_by_turns", "yes", "is true or false"),
    ("ring_seconds", 4, "is a number from 5 to 60"),
    ("campaign_id", 5, "is a text"),
    ("outreach", "call", "looks like"),
    ("outreach_lines", 21, "is a number from 0 to 20"),
    ("outreach", {"marketing": "call"}, "looks like"),
    ("outreach", {"recall": "text"}, "has for recall one of call, preferred, off"),
    ("calling_window", {"from": "9", "to": "20:00"}, "looks like"),
    ("calling_window", "always", "looks like"),
    ("calling_window", {"from": "20:00", "to": "09:00"}, "ends before it begins"),
    ("outbound_frequency", {}, "looks like"),
    ("outbound_frequency", {"day": 5}, "the law allows no more"),
    ("templates", [], "by language"),
    ("templates", {"tlh": {}}, "by language"),
    ("templates", {"en": {"nonsense": {}}}, "knows no template 'nonsense'"),
    ("templates", {"en": {"appointment_reminder": {"sms": ["{nobody}"]}}}, "nothing is known as"),
    ("staff_notices", {"pigeon": 1}, "looks like"),
    ("staff_notices", {"email": "often"}, "mails all, urgent, none"),
    ("staff_notices", {"sms": ["+15125550102"]}, "texts numbers by role"),
    ("staff_notices", {"sms": {"staff": ["me"]}}, "texts a number that is none"),
    ("staff_notices:user-1", [], "looks like"),
    ("staff_notices:user-1", {"email": "often"}, "mails all, urgent, none"),
    ("staff_notices:user-1", {"sms": "me"}, "texts a number that is none"),
    ("reminders", "no", "is true or false"),
    ("text_conversations", "no", "is true or false"),
    ("first_calls_reviewed", -1, "is a number from"),
    ("brand", "green", "looks like"),
    ("waitlist_minutes", True, "is a number from 1 to 1440"),
    ("waitlist_at_once", 100, "is a number from 1 to 20"),
    ("doctor_deputy", " ", "is a text"),
    ("colour", "blue", "There is no setting 'colour'; known are campaign_id"),
]


@pytest.mark.parametrize("name", GOOD)
def test_what_a_setting_takes_is_kept(name: str) -> None:
    assert fault(name, GOOD[name]) is None


@pytest.mark.parametrize(("name", "value", "said"), BAD)
def test_anything_else_is_refused_in_a_sentence(name: str, value: Any, said: str) -> None:
    assert said in str(fault(name, value))


def test_every_setting_is_tried() -> None:
    assert set(GOOD) >= set(SETTINGS)
    assert {name for name, _, _ in BAD} >= set(SETTINGS)


def test_what_is_kept_is_what_the_messages_go_by() -> None:
    rules = policy({name: GOOD[name] for name in GOOD if ":" not in name}, "TX")
    assert rules.campaign_id == "C0FFEE"
    assert (rules.opens, rules.closes, rules.per_week) == ("09:00", "20:00", 2)
    assert rules.reminders is False
