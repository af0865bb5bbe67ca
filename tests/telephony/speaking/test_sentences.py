"""Prompts cut into sentences, where a speaker rests and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.speaking.sentences import sentences


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Got it. What's the best callback number for you?",
         ("Got it.", "What's the best callback number for you?")),
        ("Thanks, John. I have Tuesday, March 3rd at 9 AM. Does that work?",
         ("Thanks, John.", "I have Tuesday, March 3rd at 9 AM.", "Does that work?")),
        ("You see Dr. Chen at 9 a.m. on St. James St. by the park. Is that right?",
         ("You see Dr. Chen at 9 a.m. on St. James St. by the park.", "Is that right?")),
        ("Con la Dra. Ruiz y el Sr. Paz. ¿Está bien? ¡Gracias!",
         ("Con la Dra. Ruiz y el Sr. Paz.", "¿Está bien?", "¡Gracias!")),
        ("It costs 2.5 times 1,250.50 dollars. Call 415.555.0142.",
         ("It costs 2.5 times 1,250.50 dollars.", "Call 415.555.0142.")),
        ("I have J. Smith here. Yes?", ("I have J. Smith here.", "Yes?")),
        ("Coming back to my question: So, a checkup?",
         ("Coming back to my question:", "So, a checkup?")),
        ("From our price list: cleaning: 140 dollars.",
         ("From our price list: cleaning: 140 dollars.",)),
        ("Say 'yes.' Or say 'no.'", ("Say 'yes.'", "Or say 'no.'")),
        ("write to a@b.com. Then wait...", ("write to a@b.com.", "Then wait...")),
        ("Hm... Really?! Yes.", ("Hm...", "Really?!", "Yes.")),
        ("  one \n line ", ("one line",)),
        ("", ()),
        (" \n", ()),
    ],
)  # fmt: skip
def test_where_it_is_cut(text: str, cut: tuple[str, ...]) -> None:
    assert sentences(text) == cut


@given(st.text(alphabet="aZ .?!:'\"¿é1{}\n", max_size=60))
def test_nothing_is_lost(text: str) -> None:
    assert " ".join(sentences(text)) == " ".join(text.split())
