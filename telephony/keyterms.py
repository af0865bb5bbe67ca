"""The words of a clinic that are hard to hear: names of people, insurers, services and places.

Recognisers know usual words anyway and get worse with long lists (Deepgram takes 500 tokens and
advises 20 to 50 terms), so the rarest words come first and the list is short.
"""

from collections.abc import Iterator
from typing import Final

from engine.flow import Flow

MOST: Final = 60
MOST_CHARACTERS: Final = 900
"""Well below 500 tokens, and short enough for an address."""


def keyterms_of(flow: Flow) -> tuple[str, ...]:
    """The terms of a flow and its clinic, the most worth hearing first; none twice."""
    chosen: dict[str, str] = {}
    characters = 0
    for term in _terms(flow):
        clean = " ".join(term.split())
        if not clean or clean.casefold() in chosen:
            continue
        if len(chosen) == MOST or characters + len(clean) > MOST_CHARACTERS:
            break
        chosen[clean.casefold()] = clean
        characters += len(clean)
    return tuple(chosen.values())


def _terms(flow: Flow) -> Iterator[str]:
    clinic = flow.clinic
    yield clinic.name
    yield clinic.practice
    yield from (provider.name for provider in clinic.providers)
    yield from clinic.insurance_accepted
    yield from clinic.operatories
    yield clinic.address
    for service in clinic.services:
        yield from service.says
    for slot in flow.slots.values():
        for words in slot.says.values():
            yield from words
