"""An office that calls people, on each database; the carrier is one that notes."""

from tests.clinic.messages.conftest import at_office

__all__ = ["at_office"]
