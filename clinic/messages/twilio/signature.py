"""Whether a request comes from Twilio: it signs the address and every field with our own token.

The address that counts is the one Twilio was given, so it is built from PUBLIC_URL; behind a proxy
the server sees another one.
"""

from collections.abc import Mapping

from twilio.request_validator import RequestValidator

from agent_config.settings import Settings

HEADER = "X-Twilio-Signature"


class Unsigned(Exception):  # noqa: N818 - an outcome, not a fault
    """A request does not carry Twilio's signature."""


def is_signed(
    settings: Settings, path_and_query: str, fields: Mapping[str, str], signature: str | None
) -> bool:
    """Whether a form that was posted to a path of this server carries Twilio's signature."""
    token = settings.twilio_token
    if token is None or not signature:
        return False
    address = settings.public_url.rstrip("/") + path_and_query
    return bool(
        RequestValidator(token.get_secret_value()).validate(address, dict(fields), signature)
    )


def believe(
    settings: Settings, path_and_query: str, fields: Mapping[str, str], signature: str | None
) -> None:
    """Raises `Unsigned` unless a form carries Twilio's signature."""
    if not is_signed(settings, path_and_query, fields, signature):
        raise Unsigned
