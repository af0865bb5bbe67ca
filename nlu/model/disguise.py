"""A caller's words without what tells who the caller is, for a model to read.

Whatever our own parsers find (names, numbers, dates, addresses of mail, member numbers) becomes a
placeholder such as [NAME_1], and places in the disguised text lead back to places in the words.
What looks as if it could be such a thing and was not made out is replaced too. That is never
certain, so words in which anything but a time was replaced count as sensitive: they stay in our
own house.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final, TypeAlias

from engine.flow import Flow
from nlu.dictation.digits import stretches
from nlu.dictation.email import email
from nlu.dictation.member_id import member_id
from nlu.dictation.phone import phone
from nlu.dictation.spelling import spellings
from nlu.intent import conversation
from nlu.intent.clauses import clauses
from nlu.person.birth import date_of_birth
from nlu.person.given_names import GIVEN_NAMES
from nlu.person.lexicon import common_names
from nlu.person.name import person_name
from nlu.utterance.found import Found
from nlu.utterance.word import Word, same_length_plain, words_of
from nlu.when.windows import windows

Parse: TypeAlias = Callable[[str, str], Found | None]
"""What a parser finds in words of a language."""

_LANGUAGES: Final = ("en", "es")
_MOST: Final = 12
"""How many things of one kind are looked for in one utterance."""
_FIGURES: Final = re.compile(r"\d(?:[\d.,:/\- ]*\d)?")
_MAIL: Final = re.compile(r"\S*@\S*")
_FEWEST_DIGITS: Final = 4
"""So many digits said in a row are a number of somebody's; fewer may be a count."""
_LONGEST_SURNAME: Final = 3
_FEW_WORDS: Final = 3
"""So few words may be nothing but a name, whatever else they mean: "clear green"."""
_PERSONAL: Final = re.compile(
    r"(?<!\w)(?:names?|nombre|apellidos?|llam[oa]|named|called|surname|spell\w*|spelt|deletre\w*"
    r"|born|birth\w*|dob|naci\w*|cumple\w*|address|direccion|street|avenue|calle|avenida|apartment"
    r"|live[sd]?|vivo|zip|social|ssn|licen[cs]e|passport|account|cuenta|e ?mail|correo|member"
    r"|card|tarjeta|family|familia|mrs?|ms|miss|sr|sra|senora?)(?!\w)"
)
"""Words beside which somebody tells who they are, in whatever form."""
_BLANK: Final = ";"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the words that was replaced, and where its placeholder stands in the text."""

    start: int
    end: int
    text_start: int
    text_end: int


@dataclass(frozen=True, slots=True)
class Disguised:
    """The text for the model."""

    text: str
    pieces: tuple[Piece, ...]
    sensitive: bool
    """Whether the words may tell who the caller is, as far as we can see."""

    @property
    def as_said(self) -> bool:
        """Whether nothing was replaced and no figure is left: it may be anybody's sentence."""
        return not (self.pieces or self.sensitive or any(map(str.isdigit, self.text)))

    def find(self, evidence: str) -> tuple[int, int] | None:
        """The place in the caller's words of a span quoted from the text.

        `None` for what does not stand there word for word. A placeholder leads back to the whole
        of what it stands for.
        """
        quoted = evidence.strip()
        if not re.search(r"\w", quoted):
            return None
        before = r"(?<!\w)" if quoted[0].isalnum() else ""
        after = r"(?!\w)" if quoted[-1].isalnum() else ""
        match = re.search(before + re.escape(quoted) + after, self.text)
        if match is None:
            return None
        return self._said(match.start(), False), self._said(match.end(), True)

    def _said(self, place: int, ends: bool) -> int:
        moved = 0
        for piece in self.pieces:
            if place >= piece.text_end:
                moved = piece.end - piece.text_end
            elif place > piece.text_start or (place == piece.text_start and not ends):
                return piece.end if ends else piece.start
        return place + moved


class Disguise:
    """Disguises what the callers of one flow say."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        clinic = flow.clinic
        surnames = (one.name.split()[-1] for one in clinic.providers)
        self._public = _words((clinic.name, *clinic.insurance_accepted, *surnames))
        self._usual = self._public | _vocabulary(flow)
        self._common = _common_names()

    def of(self, words: str, at: datetime, language: str) -> Disguised:
        """The disguised form of some words, said at a moment of the clinic's time."""
        flat = words.replace("[", "(").replace("]", ")")  # nobody says a placeholder
        found = list(self._found(flat, at, language))
        text, pieces = _replaced(flat, found)
        personal = any(kind != "DATE" for kind, _, _ in found)
        doubtful = _PERSONAL.search(same_length_plain(flat)) is not None
        doubtful = doubtful or self._may_hold_a_name(words_of(flat))
        return Disguised(text, pieces, personal or doubtful)

    def is_everyday(self, words: str) -> bool:
        """Whether every word is one that everybody says: of the flow, its clinic, its examples.

        A name that nobody knows for one is none of them.
        """
        return all(self._is_usual(one.plain) for one in words_of(words) if one.plain.isalpha())

    def _found(self, words: str, at: datetime, language: str) -> Iterator[tuple[str, int, int]]:
        """Each thing to replace: its kind, and its place."""

        def time(text: str, spoken: str) -> Found | None:
            return windows(text, at, self._flow.clinic, spoken)

        rest = words
        for kind, parse in self._parsers(at):
            for spoken in sorted(_LANGUAGES, key=lambda one: one != language[:2]):
                for start, end in _all(rest, parse, spoken):
                    yield kind, start, end
                    rest = _blanked(rest, start, end)
        for clause in clauses(rest):
            for spoken in _LANGUAGES:
                part = " " * clause.start + rest[clause.start : clause.end]
                for start, end in _all(part, time, spoken):
                    yield "DATE", start, end
                    rest = _blanked(rest, start, end)
        for kind, find in (("EMAIL", _mail), ("NAME", self._names), ("NUMBER", _numbers)):
            for start, end in find(rest):
                yield kind, start, end
                rest = _blanked(rest, start, end)

    def _parsers(self, at: datetime) -> Iterator[tuple[str, Parse]]:
        yield "EMAIL", email
        yield "PHONE", phone
        yield "MEMBER", member_id
        yield "BIRTH", lambda words, language: date_of_birth(words, at, language)
        yield "NAME", person_name

    def _names(self, words: str) -> Iterator[tuple[int, int]]:
        """Given names with what follows them, spelled letters, and words with a strange capital."""
        spoken = words_of(words)
        for one in spellings(spoken):
            yield spoken[one.first].start, spoken[one.stop - 1].end
        past = 0
        for number, word in enumerate(spoken):
            if number < past:
                continue
            given = word.plain in GIVEN_NAMES and word.plain not in self._public
            strange = word.said[0].isupper() and not self._is_usual(word.plain)
            strange = strange or self._is_written_as_a_name(number, word)
            if not (given or strange):
                continue
            past = number + 1
            while past <= number + _LONGEST_SURNAME and self._goes_on(spoken, past):
                past += 1
            yield word.start, spoken[past - 1].end

    def _goes_on(self, spoken: Sequence[Word], at: int) -> bool:
        """Whether a name goes on with this word: it is none that everybody says."""
        if at >= len(spoken) or spoken[at].gap.strip():
            return False
        return not self._is_usual(spoken[at].plain)

    def _is_written_as_a_name(self, number: int, word: Word) -> bool:
        """Whether a word like "Will" has a capital that is no beginning's."""
        capital = number > 0 and word.said[0].isupper() and not word.said.isupper()
        return capital and word.plain in self._common and word.plain not in self._public

    def _may_hold_a_name(self, words: Sequence[Word]) -> bool:
        """Whether somebody may be called one of the words, or so few words be a name misheard."""
        names = [word.plain for word in words if word.plain in self._common]
        few = len(words) <= _FEW_WORDS
        return any(few or not self._is_usual(name) for name in names)

    def _is_usual(self, word: str) -> bool:
        return word in self._usual or word.split("'")[0] in self._usual


@cache
def _common_names() -> frozenset[str]:
    common = common_names()
    return frozenset(common.given.names) | {one[::-1] for one in common.surnames_turned.names}


def _numbers(words: str) -> Iterator[tuple[int, int]]:
    rest = words
    for match in _FIGURES.finditer(words):
        yield match.span()
        rest = _blanked(rest, *match.span())
    spoken = words_of(rest)
    for one in stretches(spoken):
        if len(one.text) >= _FEWEST_DIGITS:
            yield spoken[one.first].start, spoken[one.stop - 1].end


def _mail(words: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _MAIL.finditer(words))


def _all(words: str, parse: Parse, language: str) -> Iterator[tuple[int, int]]:
    """The places of everything that a parser finds, one after the other."""
    rest = words
    for _ in range(_MOST):
        found = parse(rest, language)
        if found is None or found.start >= found.end:
            return
        yield found.start, found.end
        rest = _blanked(rest, found.start, found.end)


def _blanked(words: str, start: int, end: int) -> str:
    return words[:start] + _BLANK.ljust(end - start) + words[end:]


def _replaced(words: str, found: list[tuple[str, int, int]]) -> tuple[str, tuple[Piece, ...]]:
    counts: dict[str, int] = {}
    pieces: list[Piece] = []
    text, past = "", 0
    for kind, start, end in sorted(found, key=lambda one: one[1:]):
        if start < past:
            continue
        label = "DATE" if kind == "BIRTH" else kind
        counts[label] = counts.get(label, 0) + 1
        text += words[past:start]
        placeholder = f"[{label}_{counts[label]}]"
        pieces.append(Piece(start, end, len(text), len(text) + len(placeholder)))
        text, past = text + placeholder, end
    return text + words[past:], tuple(pieces)


def _words(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.plain for text in texts for word in words_of(text))


def _vocabulary(flow: Flow) -> frozenset[str]:
    """What everybody says: the words of the flow, its services and the examples."""
    services = flow.clinic.services
    texts = [one for named in flow.texts.values() for some in named.values() for one in some]
    texts += [one for named in flow.examples.values() for some in named.values() for one in some]
    texts += [one for each in services for one in (each.name, *each.says, *each.titles.values())]
    for language in _LANGUAGES:
        texts += [one for some in conversation.EXAMPLES[language].values() for one in some]
        texts += conversation.BACKGROUND[language]
    return _words(tuple(texts)) - GIVEN_NAMES
