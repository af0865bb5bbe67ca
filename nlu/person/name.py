"""The names of people, as they are said and spelled.

Speech arrives without capitals, so a name is known by what introduces it ("my name is", "me llamo",
"for my son"), by having been asked for, or by its spelling; and by not being one of the words that
callers otherwise say. Weak introductions ("it's", "this is") need a given name after them, or
"this is ridiculous" becomes a patient. Spelled letters outweigh the spoken word that they spell.
"""

from dataclasses import replace

from rapidfuzz import fuzz

from nlu.person.name_parts import Name
from nlu.person.name_piece import FIRST, LAST, Piece, Read
from nlu.person.name_words import HESITATIONS, LEADS
from nlu.utterance import correction
from nlu.utterance.found import Found
from nlu.utterance.word import words_of


def person_name(
    words: str, language: str = "en", asked: bool = False, part: str | None = None
) -> Found | None:
    """The name said, as {"first", "last"}; one may be `None`, never both.

    `asked`: a name was just asked for, so a bare one counts; `part` (`first` or `last`) if only
    that part of it was.
    """
    spoken = tuple(word for word in words_of(words) if word.plain not in HESITATIONS)
    found: Read | None = None
    corrected = False
    for start, end in correction.parts(words):
        piece = Piece(tuple(w for w in spoken if start <= w.start and w.end <= end), language)
        opens = all(word.plain in LEADS for word in spoken if word.end <= start)
        later = piece.read((asked and opens) or found is not None, part)
        if later is None:
            continue
        offset = next(i for i, word in enumerate(spoken) if word.start >= start)
        later = replace(later, first=later.first + offset, stop=later.stop + offset)
        corrected = found is not None or correction.denies(words[:start])
        found = _mended(found, later) if found is not None else later
    if found is None:
        return None
    value = {FIRST: found.name.first, LAST: found.name.last}
    begin, finish = spoken[found.first].start, spoken[found.stop - 1].end
    return Found(value, begin, finish, round(found.sure, 2), corrected)


def _mended(before: Read, later: Read) -> Read:
    """A name after a correction: a single word replaces the part that it resembles more."""
    old, new = before.name, later.name
    if not (old.first and old.last) or (new.first and new.last):
        return later
    word = new.first or new.last or ""
    to_first = fuzz.ratio(word.lower(), old.first.lower())
    to_last = fuzz.ratio(word.lower(), old.last.lower())
    name = Name(word, old.last) if to_first > to_last else Name(old.first, word)
    return Read(name, before.first, later.stop, min(later.sure, before.sure))
