"""Words that introduce a name, by how far they can be trusted, and those that may follow one."""

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from nlu.utterance.word import word_set

Cues: TypeAlias = Mapping[str, tuple[tuple[str, ...], ...]]
"""Each cue as its words, by the first of them, the longest cue first."""


def _by_first(cues: Iterable[tuple[str, ...]]) -> Cues:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for cue in sorted(cues, key=len, reverse=True):
        found[cue[0]] = (*found.get(cue[0], ()), cue)
    return found


def _cues(listed: str) -> Cues:
    return _by_first(tuple(cue.split()) for cue in listed.split(", "))


STRONG: Final[Cues] = _cues(
    "name is, name's, names is, name was, name should be, name would be, name will be, "
    "under the name of, under the name, in the name of, by the name of, goes by, call me, "
    "named, full name, patient name, me llamo, se llama, nombre es, nombre completo es, "
    "a nombre de, a nombre del, mi nombre, my name, my names, i go by, patient is, paciente es, "
    "paciente se llama"
)
WEAK: Final = _cues(
    "it is, it's, its, for, para, es, that's, that is, he's, she's, named, called, the name"
)
PERSONAL: Final = _cues(
    "this is, i'm, im, i am, under, name, nombre, soy, habla, le habla, de parte de"
)
"""Weak cues too, but what follows them is more often a person."""
PART_CUES: Final = {
    ("first", "name"): "first",
    ("given", "name"): "first",
    ("first", "name's"): "first",
    ("primer", "nombre"): "first",
    ("last", "name"): "last",
    ("last", "name's"): "last",
    ("family", "name"): "last",
    ("second", "name"): "last",
    ("surname",): "last",
    ("surname's",): "last",
    ("apellido",): "last",
    ("apellidos",): "last",
}
PARTS: Final = _by_first(PART_CUES)
LINKS: Final = word_set(
    "is was be would should it's its it that's thats es son s spelled spelt spelling as its "
    "se escribe deletreado deletrea con un uh um"
)
AFTER: Final = word_set("here speaking calling hablando")
CLAUSE: Final = word_set(
    "and i i'm im i'd i've but for calling here speaking because can could my we it's who y "
    "quiero necesito llamo pero para the date born a on at with from not no"
)
NAMED: Final = word_set("name nombre surname apellido")
NOT_A_PERSON: Final = word_set(
    "your dentist's doctor's dentist doctor hygienist's clinic's clinic practice office insurance "
    "company carrier plan provider provider's pharmacy salon's salon restaurant doctors dentists su"
)
"""Whose name is not the caller's or patient's."""
