"""Letters out of whatever a recogniser makes of spelling: "GE o RS r e ey", "I see h a d and O".

A recogniser that knows only words writes the names of letters as words, and runs of letters as
fragments of words. Here every word stands for letters: a letter's name or alphabet word for its
letter, all else for the letters it is written with. What comes out is a guess to be compared with
names, never a name by itself.
"""

from collections.abc import Sequence
from typing import Final

from nlu.dictation.spelling import LETTER_NAMES, NATO, letter
from nlu.utterance.word import Word, word_set, words_of

_HEARD_AS: Final = {
    word: one
    for one, words in {
        "a": "hey aye",
        "e": "he",
        "f": "if",
        "g": "gee",
        "h": "age each ache",
        "l": "hell",
        "m": "am",
        "n": "and an end in",
        "q": "que",
        "r": "aah ah our",
        "s": "as yes",
        "u": "uh ye",
        "w": "w",
        "x": "eggs",
    }.items()
    for word in words.split()
}
"""Everyday words that recognisers write for letters, beside the letters' own names."""
_FIGURES: Final = {"0": "o", "2": "t", "3": "t", "8": "a"}
_WHOLE_WORD: Final = 5
"""From this length on a word is no fragment of spelling."""
_FEWEST: Final = 3
_SPACE: Final = word_set("space new word full stop then first last second name surname")
_ALSO_WORDS: Final = frozenset("aioy")
"""Letters that are words as well."""
_SURE_LETTERS: Final = 2
_LONGEST_FRAGMENT: Final = 4
_CODED: Final = 3
"""From so many alphabet words on, a guess is spelled with such words."""


def letters_heard(guess: str, whole: bool = False) -> str:
    """All letters that a guess may stand for, in lower case and in one run.

    "I am" is an M misheard, or with `whole` the letters of "William".
    """
    words = words_of(guess)
    coded = _coded(words)
    letters: list[str] = []
    at = 0
    while at < len(words):
        word = words[at].plain
        after = words[at + 1].plain if at + 1 < len(words) else ""
        one, count, _ = letter(words, at)
        if _run(words[at].said):
            one, count = word, 1
        elif word == "i" and after == "am" and not whole:
            one, count = "m", 2
        elif whole and word == "am":
            one, count = "am", 1
        elif not one and coded and len(word) > 2 and word not in _SPACE:
            one, count = ("" if word in _HEARD_AS else word[0]), 1
        elif not one:
            one, count = _worth(word), 1
        letters.append(one)
        at += count
    return "".join(letters)


def spelled_only(guess: str) -> str:
    """The letters without the long words among them, which are the name said before its spelling.

    "Carole Porter c a r o l e" says the name and spells it; empty if too little is spelled.
    """
    words = words_of(guess)
    kept = [
        word.said
        for at, word in enumerate(words)
        if len(word.plain) < _WHOLE_WORD or letter(words, at)[0]
    ]
    return letters_heard(" ".join(kept)) if len(kept) >= _FEWEST else ""


def fragments_of_spelling(words: Sequence[Word]) -> bool:
    """Whether words are spelling that a recogniser glued in places ("s a mu e l r OB s o n").

    Not if every word is a letter, which is plain spelling, nor if one is long, which may be a name,
    unless the others are alphabet words ("Juliet Indigo Lima Lima").
    """
    if _coded(words):
        return any(not letter(words, at)[0] for at in range(len(words)))
    told = [word for word in words if word.plain not in _SPACE and word.plain != "and"]
    mixed = any(word.said.islower() for word in told)
    clean = [one for one in told if len(one.plain) == 1 or (mixed and _run(one.said))]
    sure = sum(word.plain not in _ALSO_WORDS for word in clean)
    short = all(len(word.plain) <= _LONGEST_FRAGMENT for word in told)
    glued = any(len(word.plain) > 1 for word in told)
    return glued and short and sure >= _SURE_LETTERS and 2 * len(clean) >= len(told)


def _coded(words: Sequence[Word]) -> bool:
    """Whether letters are given as words ("Eskimo"): then any other word may be one for its first.

    Callers do not know the alphabet by heart, and recognisers do not know all its words.
    """
    known = sum(word.plain in NATO for word in words)
    return known >= _CODED and 2 * known >= len(words)


def _run(said: str) -> bool:
    """Whether a recogniser wrote several letters as one word: such words are in capitals."""
    return 1 < len(said) < 5 and said.isupper()


def _worth(word: str) -> str:
    if word.isdecimal():
        return "".join(_FIGURES.get(figure, "") for figure in word)
    if word in _SPACE:
        return ""
    return _HEARD_AS.get(word) or LETTER_NAMES.get(word) or word.replace("'", "")
