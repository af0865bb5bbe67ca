"""Mail through the clinic's own server (RFC 5321): what it says decides whether to try again.

A reply that begins with 5 about the mail itself is final; everything else, a server that is not
there and a sign-in that it does not take among them, may be mended by somebody and is tried again.
"""

from typing import Final

import aiosmtplib
from aiosmtplib import SMTPAuthenticationError, SMTPException

from agent_config.settings import Settings
from clinic.jobs.job import Later, Never
from clinic.messages.letter import Letter, whole

TIMEOUT_SECONDS: Final = 20
IMPLICIT_TLS: Final = 465
"""The port on which a connection begins encrypted (RFC 8314); elsewhere STARTTLS is asked for."""


class SmtpMails:
    """The carrier of mail that the settings name."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def send(self, letter: Letter) -> str:
        """Send a mail; returns its Message-ID. Raises `Later` or `Never`."""
        settings = self._settings
        try:
            mail = whole(letter)
        except ValueError:
            raise Never("no_address") from None
        encrypted = settings.smtp_tls and settings.smtp_port == IMPLICIT_TLS
        password = settings.smtp_password
        try:
            await aiosmtplib.send(
                mail,
                hostname=settings.smtp_host,
                port=settings.smtp_port,
                username=settings.smtp_user,
                password=password.get_secret_value() if password else None,
                use_tls=encrypted,
                start_tls=settings.smtp_tls and not encrypted,
                timeout=TIMEOUT_SECONDS,
            )
        except SMTPAuthenticationError:
            raise Later("smtp_sign_in") from None
        except SMTPException as error:
            raise _outcome(error) from None
        except (OSError, TimeoutError):
            raise Later("smtp_unreachable") from None
        return str(mail["Message-ID"])


def _outcome(error: SMTPException) -> Later | Never:
    refusals = getattr(error, "recipients", None) or [error]
    code = getattr(refusals[0], "code", None)
    if code is None:
        return Later(f"smtp_{type(error).__name__}"[:40])
    final = code >= 500 and not isinstance(error, aiosmtplib.SMTPConnectResponseError)
    return Never(f"smtp_{code}") if final else Later(f"smtp_{code}")
