"""One of some named choices: a service, new or existing patient, a relationship.

Each choice has a name and other ways of saying it. The longest way that was said wins, so that
"root canal consultation" is no root canal where the clinic offers both; then the earliest.
A choice that is turned down ("not a cleaning") does not count, and after words that take something
back ("a cleaning, no, a checkup") the last one does. Near misses count only for a choice that was
asked for: on an open question they would be found everywhere.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from nlu.utterance import correction
from nlu.utterance.found import Found
from nlu.utterance.word import Word, same_length_plain, word_set, words_of

_LIGHT: Final = word_set(
    "a an the my your his her our their some is are was really very so kind of sort in for to just "
    "this that been be has have got el la los las un una unos unas mi mis su me muy de del al se "
    "esta estan it's little bit bad badly super"
)
"""Words that may stand in between and change nothing."""
_DENIED: Final = re.compile(
    r"(?<!\w)(?:not|don'?t (?:want|need|think)|do not (?:want|need)|isn'?t|wasn'?t|ain'?t|never|"
    r"instead of|rather than|other than|without|except|besides|haven'?t|hasn'?t|have not|no "
    r"(?:quiero|necesito|es|era|soy|"
    r"vengo|busco|seria)|en vez de|en lugar de|que no sea|sin|nunca)"
    r"(?: (?:for|want|need|looking|calling|about|to|a|an|the|my|any|really|book|have|it's|get"
    r"|un|una"
    r"|el|la|para|por|de|hacerme|ser|paciente|been|there|seen|had|here)){0,5} ?$"
)
_ALTERNATIVE: Final = re.compile(r"(?<!\w)(?:or|o|either)(?!\w)")
_NEAR: Final = 85
_SHORTEST_NEAR: Final = 5


@dataclass(frozen=True, slots=True)
class _Way:
    """A way of saying a choice, as stems."""

    option: str
    stems: tuple[str, ...]
    length: int


@dataclass(frozen=True, slots=True)
class _Hit:
    """A choice found in the words."""

    option: str
    start: int
    end: int
    length: int
    near: float
    denied: bool


def choice(words: str, options: Mapping[str, tuple[str, ...]], asked: bool = False) -> Found | None:
    """The option said, by its name, or `None`. `options` maps names to other ways of saying them.

    `asked`: the choice was just asked for, so near misses count, and of two options the one that
    is left when the other is turned down.
    """
    ways = _ways(tuple((name, tuple(says)) for name, says in options.items()))
    flat = same_length_plain(words)
    spoken = words_of(words)
    stems = [_stem(word.plain) for word in spoken]
    hits = _hits(spoken, stems, ways, flat)
    if asked and not hits:
        hits = _near(spoken, options, flat)
    wanted = [hit for hit in hits if not hit.denied]
    if not wanted:
        return _remaining(hits, options) if asked else None
    return _decided(words, flat, wanted, bool(len(hits) > len(wanted)))


def _decided(words: str, flat: str, wanted: Sequence[_Hit], denied: bool) -> Found:
    """The hit that counts, out of those that were not turned down."""
    corrected = False
    group = list(wanted)
    for start, end in reversed(correction.parts(words)):
        inside = [hit for hit in wanted if start <= hit.start and hit.end <= end]
        if inside:
            group = inside
            corrected = (len(inside) < len(wanted) and start > 0) or correction.denies(
                words[:start] or words[: inside[0].start]
            )
            break
    best = max(group, key=lambda hit: (hit.near, hit.length, -hit.start))
    sure = 0.95 if best.near == 100 else round(best.near / 125, 2)
    others = [hit for hit in group if hit.option != best.option]
    if others:
        first, last = min(hit.start for hit in group), max(hit.end for hit in group)
        sure = min(sure, 0.6 if _ALTERNATIVE.search(flat[first:last]) else 0.75)
    return Found(best.option, best.start, best.end, sure, corrected or denied)


def _remaining(hits: Sequence[_Hit], options: Mapping[str, tuple[str, ...]]) -> Found | None:
    """With two options, the one that was not turned down."""
    denied = {hit.option for hit in hits}
    left = [name for name in options if name not in denied]
    if len(options) == 2 and len(left) == 1:
        return Found(left[0], hits[0].start, hits[0].end, 0.8)
    return None


@lru_cache(maxsize=64)
def _ways(options: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, tuple[_Way, ...]]:
    """Every way of saying each option, by its first stem, longest first."""
    by_first: dict[str, list[_Way]] = {}
    for name, says in options:
        for said in (name.replace("_", " "), *says):
            whole = tuple(_stem(word.plain) for word in words_of(said))
            weighty = tuple(
                _stem(word.plain) for word in words_of(said) if word.plain not in _LIGHT
            )
            stems = weighty if len(weighty) >= min(2, len(whole)) else whole
            if stems:
                by_first.setdefault(stems[0], []).append(_Way(name, stems, len(said)))
    return {
        first: tuple(sorted(ways, key=lambda way: (-len(way.stems), -way.length)))
        for first, ways in by_first.items()
    }


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """A word without the endings that its forms differ in ("cleanings", "dolores", "hurting")."""
    stem = word.removesuffix("'s")
    if len(stem) > 4 and stem.endswith("ies"):
        return stem[:-3] + "y"
    if len(stem) > 3 and stem.endswith("s") and not stem.endswith("ss"):
        stem = stem[:-1]
    for ending in ("ing", "ed"):
        if len(stem) > len(ending) + 3 and stem.endswith(ending):
            stem = stem[: -len(ending)]
            break
    if len(stem) > (3 if stem.endswith("e") else 4) and stem.endswith(("e", "a", "o")):
        stem = stem[:-1]
    return {"teeth": "tooth", "feet": "foot", "children": "child", "wife": "wif"}.get(stem, stem)


def _hits(
    spoken: Sequence[Word],
    stems: Sequence[str],
    ways: Mapping[str, tuple[_Way, ...]],
    flat: str,
) -> list[_Hit]:
    """Every option said, in order, the longest way at each place; none inside another."""
    found: list[_Hit] = []
    at = 0
    while at < len(spoken):
        for way in ways.get(stems[at], ()):
            stop = _match(spoken, stems, at, way.stems)
            if stop:
                start = spoken[at].start
                found.append(
                    _Hit(
                        way.option,
                        start,
                        spoken[stop - 1].end,
                        len(way.stems),
                        100,
                        _denied(flat, start),
                    )
                )
                at = stop - 1
                break
        at += 1
    return found


def _match(spoken: Sequence[Word], stems: Sequence[str], at: int, wanted: tuple[str, ...]) -> int:
    """The word after a match of stems from `at` on, light words let pass; 0 if there is none."""
    position = at + 1
    for stem in wanted[1:]:
        passed = 0
        while position < len(stems) and stems[position] != stem and passed < 3:
            if spoken[position].plain not in _LIGHT:
                return 0
            position += 1
            passed += 1
        if position >= len(stems) or stems[position] != stem:
            return 0
        position += 1
    return position


def _near(spoken: Sequence[Word], options: Mapping[str, tuple[str, ...]], flat: str) -> list[_Hit]:
    """The option that sounds most like some words, if any does."""
    best: _Hit | None = None
    says = [
        (name, " ".join(word.plain for word in words_of(said)))
        for name, others in options.items()
        for said in (name.replace("_", " "), *others)
    ]
    for name, said in says:
        if len(said) < _SHORTEST_NEAR:
            continue
        size = said.count(" ") + 1
        for first in range(len(spoken)):
            for stop in range(first + size, min(first + size + 1, len(spoken)) + 1):
                run = " ".join(word.plain for word in spoken[first:stop])
                near = max(
                    fuzz.ratio(run, said, score_cutoff=_NEAR),
                    fuzz.ratio(run.replace(" ", ""), said.replace(" ", ""), score_cutoff=_NEAR),
                )
                if near and (best is None or near > best.near):
                    start, end = spoken[first].start, spoken[stop - 1].end
                    denied = _denied(flat, start)
                    best = _Hit(name, start, end, len(said), min(near, 99.0), denied)
    return [best] if best is not None else []


def _denied(flat: str, start: int) -> bool:
    """Whether the words just before a place turn down what stands there."""
    before = flat[max(0, start - 60) : start]
    return _DENIED.search(re.sub(r"[.,;:!?]\s*", ". ", before)) is not None
