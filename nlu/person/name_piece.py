"""One stretch of an utterance, searched for a name by one sign after another.

The surest sign comes first: parts that are named ("last name Smith"), strong introductions ("my
name is"), words behind a name ("… here"), a bare answer, weak introductions, and at last letters
that a recogniser glued together.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from nlu.dictation.letters import fragments_of_spelling
from nlu.dictation.spelling import NATO, Spelled, spellings
from nlu.person.given_names import GIVEN_NAMES
from nlu.person.lexicon import given_names
from nlu.person.name_cues import (
    AFTER,
    CLAUSE,
    LINKS,
    NAMED,
    NOT_A_PERSON,
    PART_CUES,
    PARTS,
    PERSONAL,
    STRONG,
    WEAK,
    Cues,
)
from nlu.person.name_parts import Name, cased, divided, divided_letters, respelled
from nlu.person.name_words import (
    LEADS,
    NO_SURNAME,
    PARTICLES,
    POLITE,
    RELATIONS,
    SHORT_SURNAMES,
    SOFT,
    STOPS,
    TITLES,
)
from nlu.person.spelled_name import spelled_name
from nlu.utterance.word import Word

FIRST, LAST = "first", "last"

_CONTRACTED: Final = re.compile(r"(?:n't|'m|'re|'ll|'ve|'d|'s)$")
_ODD_ENDING: Final = re.compile(r"(?:ing|ly|ed|tion|ment|able|ible|ness|ous|ful|less)$")
_HUM: Final = re.compile(r"[ou]?h*(?:([aeiouhm])\1+)h*m*|[ou]h+m+|[bcdfghjklmnpqrstvwxz]{1,3}")
_ENDS_RUN: Final = re.compile(r"[.;:!?()\"\n]")
_LONGEST: Final = 6
_CLOSE: Final = 0.2
"""The cost for each letter up to which badly heard letters are believed to be a common name."""


@dataclass(frozen=True, slots=True)
class Read:
    """A name read from some words: its parts, the words it stands in, and how sure."""

    name: Name
    first: int
    stop: int
    sure: float


class Piece:
    """One stretch of an utterance, in which a name is looked for."""

    def __init__(self, words: tuple[Word, ...], language: str) -> None:
        self.words = words
        self._said = tuple(word.plain for word in words)
        self.spanish = language.startswith("es")
        self.typed = any(word.said[:1].isupper() for word in words[1:])
        self.spelled = spellings(words)

    def read(self, asked: bool, part: str | None) -> Read | None:
        """The name in this stretch, by the surest sign of one."""
        return (
            self._by_parts()
            or self._introduced(STRONG, asked=True, part=part)
            or self._announced()
            or (self._glued(part) if asked else None)
            or (self._bare(part) if asked else None)
            or self._introduced(PERSONAL, asked, part)
            or self._introduced(WEAK, asked, part)
            or (self._from_fragments(part) if asked else None)
        )

    def _plain(self, at: int) -> str:
        return self._said[at] if at < len(self._said) else ""

    def _cue(self, cues: Cues, at: int) -> int:
        """How many words of the longest cue stand at `at`; 0 if none does."""
        for cue in cues.get(self._said[at], ()):
            if self._said[at : at + len(cue)] == cue:
                return len(cue)
        return 0

    def _by_parts(self) -> Read | None:
        """ "first name john last name smith"."""
        halves: dict[str, Read] = {}
        for at in range(len(self.words)):
            length = self._cue(PARTS, at)
            if not length:
                continue
            which = PART_CUES[self._said[at : at + length]]
            read = self._run(at + length, asked=True, part=which, named=True)
            if read is not None:
                halves[which] = read
        if not halves:
            return None
        if LAST in halves and FIRST not in halves:
            before = self._before_cue(halves[LAST])
            if before is not None:
                halves[FIRST] = before
        first = halves[FIRST if FIRST in halves else LAST].name.first
        last = halves[LAST if LAST in halves else FIRST].name.last
        return Read(
            Name(first, last),
            min(read.first for read in halves.values()),
            max(read.stop for read in halves.values()),
            min(read.sure for read in halves.values()),
        )

    def _before_cue(self, last: Read) -> Read | None:
        """The first name in "my name is john, last name smith" and "john, last name smith"."""
        head = Piece(self.words[: last.first], "es" if self.spanish else "en")
        cut = next((i for i in range(len(head.words)) if head._cue(PARTS, i)), 0)
        head = Piece(head.words[:cut], "es" if self.spanish else "en")
        return head._introduced(STRONG, True, FIRST) or head._bare(FIRST)

    def _introduced(self, cues: Cues, asked: bool, part: str | None) -> Read | None:
        """The name after a cue; the last cue that has one wins, complete names first."""
        best: Read | None = None
        for at in range(len(self.words)):
            length = self._cue(cues, at)
            before = self._plain(at - 1) if at else ""
            if not length or before in ("first", "last", "family") or before in NOT_A_PERSON:
                continue
            begin = at + length
            if self._plain(begin) in ("my", "mi", "our", "the") and (
                self._plain(begin + 1) in RELATIONS
            ):
                begin += 2
            read = self._run(begin, asked or cues is STRONG, part, named=cues is STRONG)
            if read is None:
                continue
            opens = all(self._plain(before) in LEADS for before in range(at))
            if cues is not STRONG and not self._likely(read, asked and opens, cues is PERSONAL):
                continue
            if best is None or (read.name.complete and not best.name.complete):
                best = read
        return best

    def _announced(self) -> Read | None:
        """ "john smith here", "ana ruiz calling about …", "bob marley is my name"."""
        for at in range(1, len(self.words)):
            tail = {self._plain(at + ahead) for ahead in (1, 2, 3)}
            named = self._plain(at) in ("is", "es") and bool(tail & NAMED)
            part = LAST if tail & {"last", "surname", "apellido"} else None
            part = FIRST if "first" in tail else part
            if (self._plain(at) not in AFTER and not named) or tail & NOT_A_PERSON:
                continue
            first = at
            while first > 0 and at - first < 3 and self._nameable(first - 1):
                first -= 1
            read = self._run(first, False, part if named else None) if first < at else None
            if read is not None and read.stop == at and (named or self._likely(read, False)):
                return read
        return None

    def _bare(self, part: str | None) -> Read | None:
        """A name by itself, in answer to the question for it."""
        begin = 0
        while begin < len(self.words) and self._plain(begin) in LEADS:
            if self._is_spelled(begin) or (begin + 1 == len(self.words)):
                break
            begin += 1
        read = self._run(begin, True, part)
        if read is None:
            return None
        if part is None and read.name.last is None:
            if _ODD_ENDING.search(self._plain(read.stop - 1)) and read.sure < 0.7:
                return None
            read = self._alone(read)
        rest = [word.plain for word in self.words[read.stop :]]
        while rest and rest[0] in POLITE:
            rest.pop(0)
        if not rest:
            return read
        known = (read.name.first or "-").split()[0].lower() in GIVEN_NAMES
        if rest[0] in CLAUSE and (read.name.complete or known or part is not None):
            return read
        if not self.words[read.stop].gap.strip():
            return None
        again = Piece(self.words[read.stop :], "es" if self.spanish else "en")._bare(part)
        if again is not None and again.name.complete and not read.name.complete:
            return replace(again, first=again.first + read.stop, stop=again.stop + read.stop)
        return read if read.name.complete or known else None

    def _alone(self, read: Read) -> Read:
        """One word by itself that is no known given name: more often a surname than not."""
        word = read.name.first
        if word is None or read.stop - read.first > 1 or (self._plain(read.first) in GIVEN_NAMES):
            return read
        return replace(read, name=Name(None, word))

    def _likely(self, read: Read, asked: bool, personal: bool = True) -> bool:
        """Whether words after a weak cue can be trusted to be a name."""
        begun = self.words[read.first]
        if begun.plain in GIVEN_NAMES:
            return True
        if self.typed and begun.said[:1].isupper() and (personal or read.name.complete):
            return True
        if self._is_spelled(read.first):
            return asked
        odd = any(_ODD_ENDING.search(w.plain) for w in self.words[read.first : read.stop])
        after = self._plain(read.stop)
        ends = not after or after in CLAUSE or after in POLITE
        ends = ends or bool(self.words[min(read.stop, len(self.words) - 1)].gap.strip())
        return not odd and ends and (asked or (personal and read.name.complete))

    def _is_spelled(self, at: int) -> bool:
        return any(one.first <= at < one.stop for one in self.spelled)

    def _nameable(self, at: int) -> bool:
        """Whether a word may be part of a name."""
        word = self.words[at]
        if word.plain in STOPS or len(word.plain) < 2 or not word.plain.isalpha():
            return "'" in word.plain and self._apostrophe(word.plain)
        return not _HUM.fullmatch(word.plain)

    @staticmethod
    def _apostrophe(word: str) -> bool:
        return len(word) > 3 and word not in STOPS and not _CONTRACTED.search(word)

    def _possessive(self, at: int) -> bool:
        owner, ending, _ = self._plain(at).partition("'s")
        return bool(ending) and len(owner) > 1 and owner not in STOPS

    def _run(self, begin: int, asked: bool, part: str | None, named: bool = False) -> Read | None:
        """The name that begins at `begin`, with its spelling if that follows."""
        titled = False
        if self._plain(begin) in ("la", "el") and self._plain(begin + 1) in TITLES:
            begin += 1
        while self._plain(begin) in LINKS | TITLES and not self._is_spelled(begin):
            titled = titled or self._plain(begin) in TITLES
            begin += 1
        at = begin
        while at < len(self.words) and at - begin < _LONGEST and not self._is_spelled(at):
            if at > begin and _ENDS_RUN.search(self.words[at].gap):
                break
            if at > begin and "," in self.words[at].gap:
                break
            known = self._nameable(at) or self._inside(at, begin)
            if not known and not (asked and self._surname(at, begin)):
                break
            at += 1
        while at > begin and self._plain(at - 1) in PARTICLES - {"san", "santa"}:
            if asked and self._surname(at - 1, begin):
                break
            at -= 1
        tokens = self.words[begin:at]
        if tokens and self._possessive(at):
            return None
        spelling = self._spelling_after(at)
        if not tokens:
            return self._spelled_only(spelling, begin, part) if asked and spelling else None
        reversed_last = self._reversed(begin, at, part) if asked else None
        if reversed_last is not None:
            return reversed_last
        if all(word.plain in SOFT for word in tokens) and not named and spelling is None:
            return None
        name = divided([word.said for word in tokens], self.spanish, part, titled)
        sure = self._sureness(tokens, name)
        if spelling is None:
            return Read(name, begin, at, sure)
        name, sure = respelled(name, spelling.letters, sure)
        return Read(name, begin, spelling.stop, sure)

    def _inside(self, at: int, begin: int) -> bool:
        """A particle before a name's word, or an initial between two."""
        word = self._plain(at)
        follows = at + 1 < len(self.words) and not self.words[at + 1].gap.strip()
        if word in PARTICLES and follows:
            if word == "y" and not self.spanish:
                return False
            return self._nameable(at + 1) or (
                self._plain(at + 1) in PARTICLES
                and at + 2 < len(self.words)
                and self._nameable(at + 2)
            )
        initial = len(word) == 1 and word.isalpha() and at > begin and word not in "aiyo"
        return initial and follows and self._nameable(at + 1)

    def _surname(self, at: int, begin: int) -> bool:
        """A common word that ends the answer right behind a given name: "Sarah Miles"."""
        given, word = self._plain(begin), self._plain(at)
        if at != begin + 1 or given in SOFT | STOPS:
            return False
        if word in SHORT_SURNAMES:
            if given not in GIVEN_NAMES | given_names():
                return False
        elif given not in GIVEN_NAMES or not _is_like_a_name(word):
            return False
        return at + 1 == len(self.words) or self._is_spelled(at + 1)

    def _reversed(self, begin: int, at: int, part: str | None) -> Read | None:
        """ "Smith, John": a last name, a comma, a given name."""
        following = self.words[at : at + 1]
        if part is not None or at - begin != 1 or not following or "," not in following[0].gap:
            return None
        if following[0].plain not in GIVEN_NAMES or self.words[begin].plain in GIVEN_NAMES:
            return None
        return Read(
            Name(cased(following[0].said), cased(self.words[begin].said)), begin, at + 1, 0.9
        )

    def _spelling_after(self, at: int) -> Spelled | None:
        """The spelling that begins at `at` or after words such as "that's"."""
        begin = at
        while begin < len(self.words) and begin - at < 4:
            for one in self.spelled:
                if one.first <= begin < one.stop and one.first >= at - 1:
                    return one
            if self._plain(begin) not in LINKS:
                return None
            begin += 1
        return None

    def _spelled_only(self, spelling: Spelled, begin: int, part: str | None) -> Read | None:
        """Letters without the word that they spell."""
        following = [one for one in self.spelled if one.first >= spelling.stop]
        if following and following[0].first - spelling.stop <= 1 and part is None:
            name = Name(cased(spelling.letters), cased(following[0].letters))
            return Read(name, max(begin, spelling.first), following[0].stop, 0.8)
        if len(spelling.letters) > 20:
            return None
        known = spelled_name((" ".join(spelling.letters),), part)
        if known is not None and not known.cost:
            name = Name(known.first and cased(known.first), known.last and cased(known.last))
        else:  # letters that were clearly heard are not bent to a commoner name
            name = divided_letters(spelling.letters, part)
        return Read(name, max(begin, spelling.first), spelling.stop, 0.8)

    def _glued(self, part: str | None) -> Read | None:
        """A common name that letters spell of which some were heard as fragments of words."""
        begin = 0
        while len(self._plain(begin)) > 1 and self._plain(begin) in LEADS:
            begin += 1
        words = self.words[begin:]
        first = self._plain(begin)
        named = first in GIVEN_NAMES and len(first) > 2 and first not in NATO
        if named or not fragments_of_spelling(words):
            return None
        known = spelled_name((" ".join(word.said for word in words),), part)
        if known is None or known.cost > _CLOSE:
            return None
        name = Name(known.first and cased(known.first), known.last and cased(known.last))
        return Read(name, begin, len(self.words), 0.6)

    def _from_fragments(self, part: str | None) -> Read | None:
        """Letters and fragments of a name that is not common: "t h or f inn"."""
        words = [w for w in self.words if w.plain not in ("space", "and", "then", "double")]
        short = [word for word in words if len(word.plain) <= 3 and word.plain.isalpha()]
        single = sum(len(word.plain) == 1 for word in short)
        if len(words) < 3 or len(short) < len(words) or single * 2 < len(words):
            return None
        letters = "".join(word.plain for word in words)
        if not 3 <= len(letters) <= 20:
            return None
        return Read(divided_letters(letters, part), 0, len(self.words), 0.6)

    def _sureness(self, tokens: tuple[Word, ...], name: Name) -> float:
        odd = any(
            (_ODD_ENDING.search(word.plain) and word.plain not in GIVEN_NAMES and index == 0)
            or (not set(word.plain) & set("aeiouy") and len(word.plain) > 2)
            or len(word.plain) > 14
            for index, word in enumerate(tokens)
        )
        if odd or tokens[0].plain in SOFT or len(tokens) > 5:
            return 0.65
        known = tokens[0].plain in GIVEN_NAMES or tokens[0].said[:1].isupper()
        if name.complete:
            return 0.95 if known else 0.85
        return 0.9 if known else 0.75


def _is_like_a_name(word: str) -> bool:
    """Whether a common word may be a surname, where that is all that it can be."""
    return len(word) >= 3 and word.isalpha() and word not in NO_SURNAME | POLITE | LEADS | CLAUSE
