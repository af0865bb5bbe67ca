"""Telephone numbers as they are written down or come with a call, in the one form that is compared.

A number counts when it has the length of one; whether it is in service nobody here can know, and
the fictional 555 numbers of examples must work.
"""

from typing import Final

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, ValidationResult

HOME_REGION: Final = "US"
"""The country (ISO 3166) in whose way a number without a country code is read."""


def e164(written: str | None, region: str = HOME_REGION) -> str | None:
    """A number as E.164; `None` for what is none, lacks its area code, or was withheld."""
    if not written:
        return None
    try:
        number = phonenumbers.parse(written, region)
    except NumberParseException:
        return None
    if phonenumbers.is_possible_number_with_reason(number) != ValidationResult.IS_POSSIBLE:
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)
