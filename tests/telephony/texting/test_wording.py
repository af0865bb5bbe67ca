"""What a flow says in texts: nothing for the ear, nothing about keys, and the same placeholders."""

import re
from dataclasses import replace
from typing import Final

import pytest

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from agent_config.yaml_document import read_document
from engine.flow import Flow
from engine.prompts import PLACEHOLDERS, placeholders
from engine.validator import improper
from telephony.channel import for_channel
from telephony.texting.wording import KEYS, WORDS, as_texts

FLOWS: Final = ("dental_reception", "medical_reception", "reminder")
NEVER_SENT: Final = ("prompts.spanish_hint", "prompts.voicemail", "prompts.recording_notice")
EAR: Final = re.compile(
    r"\b(?:the line|can't hear|hang up|cuelg|la línea|escucho a)\b", re.IGNORECASE
)


def texted(name: str) -> Flow:
    return as_texts(load_flow(name, load_clinic("riverside_dental")))


@pytest.mark.parametrize("name", FLOWS)
def test_no_text_speaks_of_keys_or_of_the_line(name: str) -> None:
    for texts in texted(name).texts.values():
        for key, wordings in texts.items():
            if key in NEVER_SENT or key.startswith("prompts.is_this"):
                continue
            for one in wordings:
                assert KEYS.search(one) is None, key
                assert EAR.search(one) is None, f"{key}: {one}"


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_words_stand_for_words_that_are_there(language: str) -> None:
    known = {key for name in FLOWS for key in texted(name).texts[language]}
    given = read_document(WORDS / f"{language}.yaml").value
    assert set(given) <= known
    for key, texts in given.items():
        for one in [texts] if isinstance(texts, str) else texts:
            assert set(placeholders(one)) <= set(PLACEHOLDERS)
            assert len(one) <= 320, key
            assert improper(re.sub(r"{.*?}", "ten", one), requests_only=False) is None, key


def test_both_languages_word_the_same() -> None:
    english, spanish = (read_document(WORDS / f"{one}.yaml").value for one in ("en", "es"))
    assert set(english) == set(spanish)
    for key, texts in english.items():
        held = {name for one in _listed(texts) for name in placeholders(one)}
        other = {name for one in _listed(spanish[key]) for name in placeholders(one)}
        assert held == other, key


def test_only_the_words_differ() -> None:
    flow = load_flow("reminder", load_clinic("riverside_dental"))
    texts = for_channel(flow, "sms")
    assert (texts.requests, texts.slots, texts.thresholds) == (
        flow.requests,
        flow.slots,
        flow.thresholds,
    )
    assert for_channel(flow, "phone") is flow


def test_where_every_wording_speaks_of_keys_the_sentences_that_do_are_left_out() -> None:
    flow = texted("reminder")
    own = {**flow.texts["en"], "prompts.noted": ("Press one. We'll call you.",)}
    worded = as_texts(replaced(flow, own)).texts["en"]["prompts.noted"]
    assert worded == ("We'll call you.",)


def replaced(flow: Flow, texts: dict[str, tuple[str, ...]]) -> Flow:
    return replace(flow, texts={**flow.texts, "en": texts})


def _listed(texts: str | list[str]) -> list[str]:
    return [texts] if isinstance(texts, str) else texts
