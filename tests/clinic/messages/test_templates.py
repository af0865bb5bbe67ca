"""Templates: in each language, with nothing that must not be said, and a clinic's own."""

import re
from typing import Any

import pytest

from agent_config.yaml_document import read_document
from clinic.messages.segment import plain, segments
from clinic.messages.template import (
    KINDS,
    LANGUAGES,
    PERSONAL,
    PLACEHOLDERS,
    SHIPPED,
    faults,
    filled,
    holes,
    kind,
    shipped,
    wording,
)

ADVICE = "Remember to take your antibiotics."
EVERY = [(language, name) for language in LANGUAGES for name in KINDS]


def given(language: str) -> dict[str, Any]:
    words: dict[str, Any] = read_document(SHIPPED / f"{language}.yaml").value
    return words


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_words_for_every_kind_and_for_nothing_else(language: str) -> None:
    assert set(given(language)) == set(KINDS)


@pytest.mark.parametrize(("language", "name"), EVERY)
def test_nothing_is_wrong_with_the_words_that_are_shipped(language: str, name: str) -> None:
    assert list(faults(given(language)[name])) == []


@pytest.mark.parametrize(("language", "name"), EVERY)
def test_every_text_can_be_filled_in(language: str, name: str) -> None:
    words = shipped(language)[name]
    for text in (*words.sms, words.subject, *words.mail):
        assert filled([text], PLACEHOLDERS) is not None
    assert filled(words.sms, PLACEHOLDERS)


@pytest.mark.parametrize("name", KINDS)
def test_both_languages_tell_the_same(name: str) -> None:
    told = [
        {part: [holes(text) for text in texts] for part, texts in parts(language, name).items()}
        for language in LANGUAGES
    ]
    assert told[0] == told[1]


def parts(language: str, name: str) -> dict[str, tuple[str, ...]]:
    words = shipped(language)[name]
    return {"sms": words.sms, "subject": (words.subject,), "mail": words.mail}


def test_english_texts_are_short() -> None:
    for words in shipped("en").values():
        for text in words.sms:
            assert segments(plain(filled([text], PLACEHOLDERS) or "")) <= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_begins_with_the_clinic_says_how_to_stop_it(language: str) -> None:
    stop = {"en": "Reply STOP", "es": "Responda ALTO"}[language]
    for name in ("appointment_confirmation", "waitlist_offer", "reply_help"):
        assert all(stop in text for text in shipped(language)[name].sms)


def test_the_words_are_those_that_were_asked_for() -> None:
    words = shipped("en")
    confirmation, reminder = words["appointment_confirmation"], words["appointment_reminder"]
    assert "Reply YES to confirm or CALL to reschedule. See you soon!" in confirmation.sms[0]
    assert confirmation.subject == "Appointment Confirmed - {clinic}"
    said = filled(reminder.sms, PLACEHOLDERS | {"day": "tomorrow", "at": "at 2 PM"})
    assert said == (
        "Reminder: Your appointment with Dr. Sarah Chen is tomorrow at 2 PM.\n"
        "Reply C to confirm\nReply R to reschedule\nReply D for directions\n"
        "Riverside Dental, 1200 River Street, Austin, TX 78701"
    )
    assert filled(words["reply_confirmed"].sms, {"day": "tomorrow"}) == (
        "✅ Confirmed! See you tomorrow."
    )
    assert filled(words["reply_reschedule"].sms, {"phone": "512-555-0100"}) == (
        "No problem! Call us at 512-555-0100 to reschedule."
    )


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"sms": [ADVICE]}, "it gives medical advice"),
        ({"subject": "Hello", "mail": [f"Hello\n\n{ADVICE}"]}, "it gives medical advice"),
        ({"sms": ["Dear {nobody}"]}, "nothing is known as {nobody}"),
        ({"sms": ["{name}, hello"]}, "{name} does not belong into a text message"),
        ({"sms": ["Your {service}"]}, "{service} does not belong into a text message"),
        ({"subject": "On {when}", "mail": ["x"]}, "does not belong into the subject"),
        ({"sms": ["Reply CANCEL to cancel"]}, "nobody may be told to reply CANCEL"),
        ({"sms": ["Responda «CANCELAR»"]}, "nobody may be told to reply CANCEL"),
        ({"sms": ["{directions} " * 11]}, "it takes more than 4 segments"),
        ({"sms": ["{"]}, "it holds something that cannot be spoken"),
        ({"sms": "Hello"}, "'sms' is not made of texts"),
        ({"sms": [7]}, "'sms' is not made of texts"),
        ({"mail": ["Hello"]}, "a mail has a 'subject' and a 'mail', or neither"),
        ({"subject": "Hello"}, "a mail has a 'subject' and a 'mail', or neither"),
        ({}, "it says nothing"),
        ({"fax": ["Hello"]}, "a template holds 'sms', 'subject' and 'mail', and nothing else"),
        ("Hello", "a template holds 'sms', 'subject' and 'mail', and nothing else"),
    ],
)
def test_what_is_wrong_with_words_is_told(words: Any, why: str) -> None:
    told = list(faults(words))
    assert any(why in one for one in told), told


def test_a_clinics_own_words_count_where_nothing_is_wrong_with_them() -> None:
    own = {"en": {"parking": {"sms": ["Park anywhere, says {clinic}."]}}}
    found = wording("parking", "en", own)
    assert found is not None
    assert found.sms == ("Park anywhere, says {clinic}.",)
    assert wording("parking", "es", own) == shipped("es")["parking"]
    assert (
        wording("parking", "en", {"en": {"parking": {"sms": [ADVICE]}}})
        == (shipped("en")["parking"])
    )
    assert wording("nothing_like_it", "en", own) is None


def test_the_fullest_text_that_can_be_filled_is_taken() -> None:
    texts = ("with {doctor}", "with somebody")
    assert filled(texts, {"doctor": "Dr. Chen"}) == "with Dr. Chen"
    assert filled(texts, {"doctor": None}) == "with somebody"
    assert filled(texts[:1], {}) is None


def test_what_fills_a_text_is_not_filled_again() -> None:
    assert filled(["{clinic}"], {"clinic": "{phone}", "phone": "1"}) == "{phone}"


def test_no_text_message_names_patient_or_service() -> None:
    for language in LANGUAGES:
        for words in shipped(language).values():
            assert not {"name", "service"} & frozenset().union(*map(holes, words.sms))


def test_what_is_personal_can_be_filled_in() -> None:
    assert set(PLACEHOLDERS) > PERSONAL


def test_an_unknown_name_is_that_of_a_request() -> None:
    assert kind("send_me_the_map").purpose == "answer"
    assert not kind("send_me_the_map").asks


def test_no_text_promises_or_judges_anything() -> None:
    for language in LANGUAGES:
        said = " ".join(
            text for words in shipped(language).values() for text in (*words.sms, *words.mail)
        )
        assert not re.search(r"\$|guarantee|garantiz|diagnos|insurance|seguro médico", said)
