"""Makes the ears of a process: one client, one breaker, any number of calls.

`flux-general-en` (the default) knows when a caller has finished; for other languages its
multilingual sister is asked, with the language as a hint. A `nova-3` model hears the same words and
leaves the end of a turn to us. Sound is kept out of the vendor's training (`mip_opt_out`).

The vendor's kit takes half a second to load, so only who makes ears loads it.
"""

from collections.abc import Sequence
from typing import Final

from nlu.model.breaker import Breaker
from telephony.deepgram.deadlines import Deadlines
from telephony.deepgram.ear import DeepgramEar
from telephony.deepgram.recogniser import ENGLISH, MULTILINGUAL, Recogniser, Tell
from telephony.deepgram.tape import Tape

MODEL: Final = ENGLISH
"""Unless another is set."""
FLUX: Final = (ENGLISH, MULTILINGUAL)
NOVA: Final = "nova-"
"""How the names of the other models begin."""


class DeepgramEars:
    """See `telephony.speech.EarMaker`. Raises `ValueError` for what cannot be used."""

    def __init__(
        self,
        key: str,
        *,
        model: str | None = None,
        base_url: str | None = None,
        is_eager: bool = True,
        breaker: Breaker | None = None,
        deadlines: Deadlines | None = None,
    ) -> None:
        if not key:
            raise ValueError("DEEPGRAM_API_KEY: is empty; without it Deepgram cannot be asked")
        self._model = model or MODEL
        if self._model not in FLUX and not self._model.startswith(NOVA):
            raise ValueError(
                f"DEEPGRAM_MODEL: {self._model!r} is not known; use {', '.join(FLUX)} or nova-3"
            )
        from telephony.deepgram.kit import client

        self._client = client(key, base_url).listen
        self._is_eager = is_eager
        self._breaker = breaker or Breaker()
        self._deadlines = deadlines or Deadlines()

    @property
    def vendor(self) -> str:
        """Whose ears they are; see the port."""
        return "deepgram"

    def ear(self, language: str, keyterms: Sequence[str]) -> DeepgramEar:
        """The ear of one call; see the port."""
        from telephony.deepgram.flux import Flux
        from telephony.deepgram.nova import Nova

        def make(tape: Tape, tell: Tell) -> Recogniser:
            if self._model in FLUX:
                return Flux(
                    self._client.v2,
                    tape=tape,
                    tell=tell,
                    language=language,
                    keyterms=keyterms,
                    is_eager=self._is_eager,
                )
            return Nova(
                self._client.v1,
                tape=tape,
                tell=tell,
                model=self._model,
                language=language,
                keyterms=keyterms,
            )

        return DeepgramEar(make, self._breaker, self._deadlines)
