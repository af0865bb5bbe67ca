"""What callers say word for word as an example of the flow has it, whatever was learnt from it.

Short courtesies ("estoy bien", "see you then") are background to most calls. Where they are what a
call is about, its examples say so, and are taken at their word.
"""

from collections.abc import Mapping, Sequence

from nlu.utterance.word import words_of

_COURTESY = frozenset(("thanks", "thank", "you", "gracias", "please", "por", "favor", "oh", "well"))


class WordForWord:
    """The examples of one flow, by language, as bare words."""

    def __init__(self, examples: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self._names = {
            language: {_bare(one): name for name, said in of.items() for one in said}
            for language, of in examples.items()
        }

    def name(self, words: str, language: str) -> str | None:
        """The request or answer of which these words are an example, in whatever language."""
        bare = _bare(words)
        of = (self._names.get(language, {}), *self._names.values())
        return next((names[bare] for names in of if bare in names), None)


def _bare(words: str) -> tuple[str, ...]:
    """The words without what is said for politeness; all of them where nothing else is said."""
    said = tuple(one.plain for one in words_of(words))
    return tuple(one for one in said if one not in _COURTESY) or said
