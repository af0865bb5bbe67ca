"""How Twilio asks a server, acted: forms, signed with the account's token, posted to an address.

The signature is made here by the vendor's written rule (twilio.com/docs/usage/security), not by
its kit, so that the two check one another.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from typing import Final
from uuid import uuid4

import httpx

TIMEOUT_SECONDS: Final = 15.0
"""Twilio does without a server that takes longer."""


class NoAnswer(Exception):  # noqa: N818 - what happened
    """A server did not answer as it should; its text is the status, or the kind of failure."""


def signed(token: str, address: str, fields: Mapping[str, str]) -> str:
    """The signature of a form."""
    whole = address + "".join(f"{name}{fields[name]}" for name in sorted(fields))
    return base64.b64encode(
        hmac.new(token.encode(), whole.encode(), hashlib.sha1).digest()
    ).decode()


class Webhooks:
    """Posts forms; `sent` are all of them, in order: (address, fields, answer or `None`)."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._client: httpx.AsyncClient | None = None
        self.sent: list[tuple[str, Mapping[str, str], str | None]] = []

    async def post(self, address: str, fields: Mapping[str, str], *, times: int = 1) -> str:
        """What a server answers; `times` more than one for a request that is repeated.

        Raises `NoAnswer`.
        """
        headers = {
            "X-Twilio-Signature": signed(self._token, address, fields),
            "I-Twilio-Idempotency-Token": str(uuid4()),
        }
        answers = [await self._posted(address, fields, headers) for _ in range(times)]
        return answers[-1]

    async def close(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            await self._client.aclose()

    async def _posted(
        self, address: str, fields: Mapping[str, str], headers: Mapping[str, str]
    ) -> str:
        if self._client is None:
            self._client = httpx.AsyncClient(timeout=TIMEOUT_SECONDS, trust_env=False)
        answered: str | None = None
        try:
            reply = await self._client.post(address, data=dict(fields), headers=dict(headers))
            if not reply.is_success:
                raise NoAnswer(str(reply.status_code))
            answered = reply.text
        except httpx.HTTPError as error:
            raise NoAnswer(type(error).__name__) from None
        finally:
            self.sent.append((address, dict(fields), answered))
        return answered
