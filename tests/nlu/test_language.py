"""Which language a caller surely speaks."""

import time

import pytest

from nlu.intent.conversation import EXAMPLES
from nlu.language import language_of


@pytest.mark.parametrize(
    "words",
    [
        "necesito una cita para mañana",
        "me duele la muela",
        "mi esposo está inconsciente, ayuda por favor",
        "hola, necesito que me surtan otra vez mi receta, me quedé sin insulina",
        "buenos días, quisiera cambiar mi cita para otro día",
        "me llamo Rosa Díaz",
        "ME LLAMO ROSA DIAZ",
        "no puedo respirar",
        "quiero un appointment para el lunes",
        "mi tarjeta es [card number]",
        "cinco uno dos, cinco cinco cinco",
        "me cobraron dos veces",
        "hola, no hablo inglés, necesito una cita",
        "sangra mucho",
        "ataque al corazón",
        "convulsiones",
        "reacción alérgica",
    ],
)
def test_spanish(words: str) -> None:
    assert language_of(words) == "es"


@pytest.mark.parametrize(
    "words",
    [
        "I need an appointment",
        "hola, I need an appointment por favor",
        "my name is María de la Cruz",
        "it's my daughter Esperanza, she needs a cleaning",
        "I have a cita on Friday",
        "sorry, I don't understand, do you speak English?",
    ],
)
def test_english(words: str) -> None:
    assert language_of(words) == "en"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "no",
        "sí",
        "hola",
        "gracias",
        "sí, por favor",
        "no, gracias",
        "muchas gracias, adiós",
        "mañana",
        "fiesta",
        "Juan de la Cruz",
        "josé luis hernández garcía",
        "María del Carmen de los Santos",
        "Los Angeles",
        "Julio Mayo",
        "okay, thank you",
        "yes please",
        "checkup",
        "Delta Dental",
        "[card number]",
        "¿habla español?",
        "español por favor",
        "no hablo inglés",
        "do you speak Spanish?",
        "can we do this in English please",
        "🙂 ¿¡… \x00",
    ],
)
def test_open(words: str) -> None:
    assert language_of(words) is None


@pytest.mark.parametrize(("language", "other"), [("en", "es"), ("es", "en")])
def test_no_turn_of_conversation_is_taken_for_the_other_language(language: str, other: str) -> None:
    said = [
        words
        for turn, all_words in EXAMPLES[language].items()
        if turn not in ("speak_spanish", "speak_english", "other_language")
        for words in all_words
    ]
    assert [words for words in said if language_of(words) == other] == []


@pytest.mark.parametrize("words", ["a" * 50_000, "que " * 20_000, "é" * 50_000, "cion" * 10_000])
def test_a_long_text_is_read_fast(words: str) -> None:
    before = time.process_time()
    language_of(words)
    assert time.process_time() - before < 30  # no more than a guard against a hang
