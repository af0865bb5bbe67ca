"""E-mail addresses as callers say them: "ana dot ruiz at gmail dot com", "arroba", "guion bajo".

The address is looked for around "at": what stands to its right must read as a domain, and the name
to its left is taken up to the first word that cannot belong to it.
"""

import re
from typing import Final

from nlu.dictation.digits import piece
from nlu.dictation.spelling import letter
from nlu.utterance import correction
from nlu.utterance.found import Found
from nlu.utterance.word import Word, same_length_plain, word_set, words_of

_PLAIN: Final = re.compile(
    r"(?<![\w.+-])([a-z0-9][a-z0-9._%+-]{0,63})@([a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,62}){1,4})",
    re.IGNORECASE,
)
_SYMBOLS: Final = {
    "dot": ".",
    "period": ".",
    "point": ".",
    "punto": ".",
    "underscore": "_",
    "underline": "_",
    "subguion": "_",
    "dash": "-",
    "hyphen": "-",
    "minus": "-",
    "guion": "-",
    "plus": "+",
    "mas": "+",
}
_AT: Final = frozenset(("at", "arroba"))
_SILENT: Final = word_set("capital lowercase uppercase lower upper case minuscula mayuscula")
_STOPS: Final = word_set(
    "email e-mail mail address is it it's its that's thats my me the an to on use and or yes yeah "
    "sure ok okay um uh so please send reach contact you can have got i i'm would be correo "
    "electronico es mi el la direccion un una si en claro por favor puede puedes enviar with "
    "spelled name was this here of at from arroba y tengo para al sorry no wait"
)
_PROVIDERS: Final = {
    "gmail": "gmail.com",
    "g mail": "gmail.com",
    "hotmail": "hotmail.com",
    "hot mail": "hotmail.com",
    "yahoo": "yahoo.com",
    "outlook": "outlook.com",
    "icloud": "icloud.com",
    "i cloud": "icloud.com",
    "aol": "aol.com",
    "a o l": "aol.com",
    "proton mail": "protonmail.com",
    "protonmail": "protonmail.com",
}
_ENDINGS: Final = word_set("com org net edu gov io co us mx es uk info biz me ai fr")
_MOST_PLAIN: Final = 3
"""An unbroken name may be said in so many words ("john q smith at …")."""
_ADDRESS: Final = re.compile(r"[a-z0-9](?:[a-z0-9_+-]|\.(?!\.))*@(?:[a-z0-9-]+\.)+[a-z]{2,}")


def email(words: str, language: str = "en") -> Found | None:
    """The address said, in lower case; `None` if there is none. The last one said counts."""
    del language  # the symbols' names of both languages are always heard
    found: Found | None = None
    for match in _PLAIN.finditer(words[:12_000]):
        end = match.end()
        found = Found(
            match.group().lower(), match.start(), end, 0.95, _denied(words, match.start())
        )
    if found is not None:
        return found
    spoken = words_of(words)
    for at, word in enumerate(spoken):
        if word.plain in _AT or "@" in word.gap:
            later = _around(words, spoken, at)
            if later is not None:
                found = later
    return found


def _denied(words: str, start: int) -> bool:
    """Whether something before the address takes an earlier one back."""
    before = words[:start]
    return correction.denies(before) or ("@" in before and len(correction.parts(before)) > 1)


def _around(text: str, spoken: tuple[Word, ...], at: int) -> Found | None:
    """The address around the "at" with index `at` (or around an @ just before that word)."""
    sign = spoken[at].plain in _AT
    domain, stop, guessed = _domain(spoken, at + 1 if sign else at)
    name, first = _name(spoken, at - 1)
    if not domain or not name or not _ADDRESS.fullmatch(f"{name}@{domain}"):
        return None
    start = spoken[first].start
    before = same_length_plain(text[:start])
    corrected = correction.denies(before) or (
        len(correction.parts(before)) > 1 and bool(re.search(r"\b(?:at|arroba)\b", before))
    )
    plain_words = sum(1 for word in spoken[first:at] if len(word.plain) > 1)
    sure = 0.9 - 0.2 * guessed - (0.15 if plain_words > 1 and not re.search(r"[._+-]", name) else 0)
    return Found(f"{name}@{domain}", start, spoken[stop - 1].end, round(sure, 2), corrected)


def _atom(spoken: tuple[Word, ...], at: int) -> tuple[str, int]:
    """Letters, digits or a plain word said from `at` on, and how many words say it."""
    said, count = piece(spoken, at)
    if said:
        return said, count
    if len(spoken[at].plain) == 1 or spoken[at].plain in ("double", "doble"):
        one, used, _ = letter(spoken, at)
        if one:
            return one, used
    word = spoken[at].plain.replace("'", "")
    return (word, 1) if word.isascii() and word.isalnum() else ("", 0)


def _symbol(spoken: tuple[Word, ...], at: int) -> tuple[str, int]:
    word = spoken[at].plain
    after = spoken[at + 1].plain if at + 1 < len(spoken) else ""
    if (word, after) in (("guion", "bajo"), ("under", "score"), ("raya", "baja")):
        return "_", 2
    if (word, after) == ("guion", "medio"):
        return "-", 2
    return (_SYMBOLS[word], 1) if word in _SYMBOLS else ("", 0)


def _domain(spoken: tuple[Word, ...], at: int) -> tuple[str, int, bool]:
    """The domain said from `at` on, the word after it, and whether its ending was guessed."""
    domain = ""
    first = at
    stop = at
    while at < len(spoken) and at - first < 40:
        if spoken[at].gap.strip() == "." and domain and spoken[at].plain in _ENDINGS:
            domain += "."
        symbol, count = _symbol(spoken, at)
        if symbol in (".", "-") and domain and at + 1 < len(spoken):
            domain += symbol
            at += count
            continue
        ended = "." in domain and not domain.endswith((".", "-"))
        last = domain.rpartition(".")[2]
        single = len(spoken[at].plain) == 1
        if ended and (last in _ENDINGS or not single or spoken[at - 1].plain != last[-1:]):
            break
        known = domain in _PROVIDERS and "." not in domain
        if known and spoken[at].plain in _ENDINGS:
            domain += "."
        elif domain and known:
            break
        said, count = _atom(spoken, at)
        if not said or spoken[at].plain in _AT:
            break
        domain += said
        at += count
        stop = at
    domain = domain.rstrip(".-")
    if "." in domain:
        return domain, stop, False
    for name, full in _PROVIDERS.items():
        if domain == name.replace(" ", ""):
            return full, stop, True
    return "", first, False


def _name(spoken: tuple[Word, ...], last: int) -> tuple[str, int]:
    """The name that ends with the word `last`, and the index of its first word."""
    first = last + 1
    plain_words = 0
    at = last
    joined = True
    while at >= 0 and last - at < 60:
        word = spoken[at]
        mark = word.plain in _SYMBOLS or word.plain in ("bajo", "medio", "score", "under")
        short = len(word.plain) == 1 or bool(piece(spoken, at)[0])
        spelled = len(word.plain) == 1 and at > 0 and len(spoken[at - 1].plain) == 1
        if word.plain in _STOPS and not spelled:
            break
        if not mark and not short and word.plain not in _SILENT:
            plain_words += not joined
            if plain_words >= _MOST_PLAIN:
                break
        joined = mark
        first = at
        if re.search(r"[,;:!?]", word.gap):
            break
        at -= 1
    return _joined(spoken, first, last), first


def _joined(spoken: tuple[Word, ...], first: int, last: int) -> str:
    """Words, letters and symbols from `first` to `last` as one; empty if one cannot belong."""
    name = ""
    at = first
    while at <= last:
        symbol, count = _symbol(spoken, at)
        if symbol:
            name += symbol
        elif spoken[at].plain in _SILENT:
            count = 1
        else:
            said, count = _atom(spoken, at)
            if not said:
                return ""
            written = spoken[at].gap if at > first and spoken[at].gap in (".", "_", "-") else ""
            name += written + said
        at += count
    return name.strip(".-+")
