"""The classifier, and the turns that every conversation may take."""

from collections.abc import Mapping, Sequence

import pytest

from engine.flow import Flow
from nlu.intent import kept_models
from nlu.intent.classifier import ACCEPTED, OUT_OF_SCOPE, KernelClassifier, Model
from nlu.intent.conversation import BACKGROUND, EXAMPLES, NAMES, SHORT, TURNS, exact
from nlu.intent.features import MOST, features, normal
from nlu.intent.kept_models import trained

SMALL = {
    "move": ("move my appointment", "a different day please", "reschedule me"),
    "park": ("where do I park", "is there parking", "a place for my car"),
    OUT_OF_SCOPE: ("play some music", "tell me a joke", "it is raining"),
}


class _Counting:
    """Counts how often something is trained."""

    fits = 0

    def fit(self, examples: Mapping[str, Sequence[str]]) -> Model:
        _Counting.fits += 1
        return KernelClassifier().fit(examples)


def test_it_generalises() -> None:
    model = KernelClassifier().fit(SMALL)
    assert model.predict("could you reschedule my appointment")[0][0] == "move"
    assert model.predict("any parking for my car")[0][0] == "park"


def test_confidence_is_ordered_and_between_nothing_and_one() -> None:
    said = KernelClassifier().fit(SMALL).predict("where can I park my car")
    sure = [confidence for _, confidence in said]
    assert sure == sorted(sure, reverse=True)
    assert all(0 <= one <= 1 for one in sure)


def test_same_examples_same_model() -> None:
    first, second = (KernelClassifier().fit(SMALL) for _ in range(2))
    words = "can I park there"
    assert first.predict(words) == second.predict(words)


@pytest.mark.parametrize("words", ["", "zzqx", "¿?", "\x00\x07", "🙂🙂"])
def test_words_never_seen_are_about_nothing(words: str) -> None:
    assert KernelClassifier().fit(SMALL).predict(words)[:1] in ([], [(OUT_OF_SCOPE, 0.0)])


def test_unknown_words_lower_the_confidence() -> None:
    model = KernelClassifier().fit(SMALL)
    plainly = dict(model.predict("where do I park"))["park"]
    among = dict(model.predict("where do quantum zebras photograph xylophones park"))["park"]
    assert among < plainly


@pytest.mark.parametrize("examples", [{}, {"one": ("only",)}, {"one": ("a",), "two": (" ",)}])
def test_one_class_is_no_choice(examples: Mapping[str, tuple[str, ...]]) -> None:
    with pytest.raises(ValueError, match="two classes"):
        KernelClassifier().fit(examples)


def test_hopeless_examples_are_never_accepted() -> None:
    same = dict.fromkeys("abcdefgh", ("the same words", "again the same"))
    model = KernelClassifier().fit(same)
    assert model.predict("the same words")[0][1] < ACCEPTED


def test_a_model_is_trained_once() -> None:
    _Counting.fits = 0
    first = trained(_Counting(), SMALL)
    assert trained(_Counting(), dict(reversed(SMALL.items()))) is first
    assert trained(_Counting(), {**SMALL, "more": ("something new",)}) is not first
    assert _Counting.fits == 2


def test_old_models_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_models, "_models", {})
    for number in range(20):
        trained(KernelClassifier(), {**SMALL, "more": (f"number {number}",)})
    assert len(kept_models._models) == 16


def test_dates_and_figures_are_alike() -> None:
    assert normal("um Tuesday, March 3rd") == normal("well friday, April 23rd")
    assert len(normal("word " * 500)) == MOST
    assert "=cancel" in features("take me off the list")


def test_left_out_examples_are_mostly_accepted_rightly(practice: Flow) -> None:
    """The promise of the border: what is accepted is right about nine times out of ten."""
    own = practice.examples["en"]
    kept = {name: said[::2] for name, said in own.items()}
    model = KernelClassifier().fit({**kept, OUT_OF_SCOPE: BACKGROUND["en"]})
    right = wrong = 0
    for name, said in own.items():
        for text in said[1::2]:
            best, sure = model.predict(text)[0]
            if sure >= ACCEPTED and best != OUT_OF_SCOPE:
                right, wrong = right + (best == name), wrong + (best != name)
    assert right / (right + wrong) >= 0.9
    assert right >= 25


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_turn_has_examples(language: str) -> None:
    assert set(EXAMPLES[language]) == set(NAMES) - {"card_number"}
    for name, said in EXAMPLES[language].items():
        assert len(set(said)) == len(said), name
        assert len(said) >= (15 if language == "en" else 14), name
        assert all(one.strip() for one in said), name
    assert all(SHORT[language].values())
    assert "human" not in TURNS


@pytest.mark.parametrize(
    ("words", "turn"),
    [
        ("can you repeat that please", "repeat"),
        ("Sorry, what?", "repeat"),
        ("¿cómo dijo?", "repeat"),
        ("slow down please", "slower"),
        ("hold on a second", "wait"),
        ("hang on, let me get my calendar", "wait"),
        ("un momento por favor", "wait"),
        ("oh sorry, wrong number", "wrong_number"),
        ("número equivocado", "wrong_number"),
        ("let's start over", "start_over"),
        ("empecemos de nuevo", "start_over"),
        ("never mind", "never_mind"),
        ("cancel that", "never_mind"),
        ("olvídelo", "never_mind"),
        ("okay bye now", "goodbye"),
        ("que tenga un buen día", "goodbye"),
        ("hello", "greeting"),
        ("thank you so much", "thanks"),
        ("my card is [card number]", "card_number"),
        ("cancel my appointment", None),
        ("I've been on hold", None),
        ("put me on the wait list", None),
        ("a second opinion", None),
        ("second", None),
        ("wait " * 80, None),
        ("", None),
    ],
)
def test_exact_turns(words: str, turn: str | None) -> None:
    assert exact(words) == turn
