"""Whether a request comes from Twilio: it signs the address and every field with our own token.

The address that counts is the one Twilio was given, so it is built from PUBLIC_URL; behind a proxy
the server sees another one.
"""

from collections.abc import Mapping

from twilio.request_validator import RequestValidator

from agent_config.settings import Settings

HEADER = "X-Twilio-Signature"


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
