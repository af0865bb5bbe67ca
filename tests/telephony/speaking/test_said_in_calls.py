"""Everything that is said in all scripted calls, made ready to be spoken.

One test, so that the calls are played once, whoever runs it.
"""

import re

from telephony.speaking.pronounced import pronounced
from telephony.speaking.sentences import sentences
from tests.telephony.speaking.corpus import all_fixed, said_in_calls

SIGNS = re.compile(r"[\d@#%&/$+*=_~^|\\<>{}\[\]°()]|\b(?:[AP]M|Dr|St|Ave|Blvd|TX|CA)\b")


def test_everything_that_is_said_can_be_spoken() -> None:
    said, ahead = said_in_calls(), all_fixed()
    for language, text in {*said, *ahead}:
        nothing_is_left_to_guess(language, text)
    cut = [[(language, one) for one in sentences(text)] for language, text in said]
    two_thirds_need_no_vendor(cut, ahead)


def nothing_is_left_to_guess(language: str, text: str) -> None:
    """No digit, sign or abbreviation is left, and no sentence could be cut further."""
    written = pronounced(text, language)
    assert not SIGNS.search(written), written
    assert pronounced(written, language) == written
    for one in sentences(text):
        assert sentences(one) == (one,)


def two_thirds_need_no_vendor(
    cut: list[list[tuple[str, str]]], ahead: frozenset[tuple[str, str]]
) -> None:
    """Of the prompts; the rest hold a name, a number or a time."""
    whole = [prompt for prompt in cut if ahead.issuperset(prompt)]
    parts = [one for prompt in cut for one in prompt]
    assert len(whole) / len(cut) > 0.65
    assert len([one for one in parts if one in ahead]) / len(parts) > 0.83
