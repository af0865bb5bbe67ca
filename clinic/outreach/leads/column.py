"""Which column of somebody's file is which: by its heading, however it is written.

`First Name`, `first_name` and `FIRST-NAME` are one heading; so is what other programs call it.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from clinic.outreach.leads.mistake import Unreadable

MOST: Final = 100
HEADINGS: Final[Mapping[str, str]] = {
    "name": "name fullname contact contactname customername leadname patient patientname "
    "nombre nombrecompleto",
    "first_name": "firstname first givenname forename fname primernombre",
    "last_name": "lastname last surname familyname lname apellido apellidos",
    "phone": "phone phonenumber phone1 phone2 primaryphone homephone workphone mobile mobilephone "
    "mobilenumber cell cellphone cellnumber telephone telephonenumber tel contactnumber "
    "telefono celular",
    "email": "email emailaddress mail correo correoelectronico",
    "source_url": "sourceurl source sourcelink url pageurl landingpage website link",
    "notes": "notes note comments comment message remarks notas",
    "consent_source": "consentsource consent consentform consenttocall optin optinsource",
    "consent_at": "consentat consentdate consenttime consenttimestamp consentedat optinat "
    "optindate optintime",
    "language": "language lang preferredlanguage languagepreference idioma",
}
"""By our name for a column: the headings that mean it, without case, spaces and signs."""
SEVERAL: Final = ("phone",)
"""A person may have more than one of these; the first that can be called counts."""
_MEANT: Final = {heading: name for name, all_of in HEADINGS.items() for heading in all_of.split()}


def plain(heading: str) -> str:
    """A heading without case, accents, spaces and signs."""
    apart = unicodedata.normalize("NFKD", heading).casefold()
    return "".join(letter for letter in apart if letter.isalnum())


def meant(heading: str) -> str | None:
    """Our name for a heading; `None` for one that is nothing to us."""
    return _MEANT.get(plain(heading))


def columns_of(headings: Sequence[str]) -> list[str | None]:
    """Our names for the columns of a table. Raises `Unreadable` where it cannot be used."""
    if len(headings) > MOST:
        raise Unreadable("too_many_columns")
    found = [meant(one) for one in headings]
    known = [one for one in found if one is not None]
    if missing := missing_in(known):
        raise Unreadable("columns", columns=missing)
    twice = {one for one in known if known.count(one) > 1 and one not in SEVERAL}
    if twice:
        raise Unreadable("column_twice", columns=tuple(sorted(twice)))
    return found


def missing_in(known: Sequence[str]) -> tuple[str, ...]:
    """The columns without which nobody can be called."""
    has_name = not {"name", "first_name", "last_name"}.isdisjoint(known)
    lacking = () if has_name else ("name",)
    return lacking if "phone" in known else (*lacking, "phone")
