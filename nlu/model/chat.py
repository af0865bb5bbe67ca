"""One request to an OpenAI-compatible server, through the `openai` kit: chat completions.

The older of its two ways to ask, because every self-hosted server speaks it. The kit is loaded
when a model is really configured, for it takes a second. It retries nothing and follows no
redirect: a server of our own must not send callers' words on to somebody else.
"""

import logging
from typing import TYPE_CHECKING, Final

from nlu.model.endpoint import Endpoint
from nlu.model.question import Question

if TYPE_CHECKING:
    from openai import AsyncOpenAI

MOST_TOKENS: Final = 500
_QUIET: Final = ("openai", "httpx2", "httpcore2")
"""Loggers that would write down what is sent when told to tell everything."""


class NoAnswerError(Exception):
    """The model gave nothing to go by; the text says why, and holds no words of anybody."""


class Chat:
    """A connection to one endpoint, opened when it is first used."""

    def __init__(self, endpoint: Endpoint) -> None:
        import openai  # loaded here, before a caller waits for an answer

        for name in _QUIET:
            logging.getLogger(name).setLevel(logging.WARNING)
        self._kit = openai
        self._endpoint = endpoint
        self._client: AsyncOpenAI | None = None

    async def answer(self, question: Question, said: str, seconds: float) -> str:
        """What the model answers to a question about some words.

        Raises `NoAnswerError` when it refuses, breaks off, or gives nothing, and whatever the kit
        raises when the server cannot be reached or reports an error.
        """
        told = await self._open().chat.completions.create(
            model=self._endpoint.model,
            messages=[
                {"role": "system", "content": question.text},
                {"role": "user", "content": said},
            ],
            response_format={
                "type": "json_schema",
                "json_schema": {"name": "meaning", "strict": True, "schema": question.form},
            },
            temperature=0,
            max_tokens=MOST_TOKENS,
            store=False,
            timeout=seconds,
        )
        choices = getattr(told, "choices", None)
        if not choices:
            raise NoAnswerError("no choice")
        choice = choices[0]
        if choice.message.refusal:
            raise NoAnswerError("refusal")
        if choice.finish_reason != "stop" or not choice.message.content:
            raise NoAnswerError(str(choice.finish_reason))
        return str(choice.message.content)

    async def warm_up(self, seconds: float) -> None:
        """Open the connection with the smallest request there is. Raises as `answer` does."""
        await self._open().chat.completions.create(
            model=self._endpoint.model,
            messages=[{"role": "user", "content": "ok"}],
            max_tokens=1,
            store=False,
            timeout=seconds,
        )

    async def close(self) -> None:
        """Close the connection; it opens again when it is used."""
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    def _open(self) -> "AsyncOpenAI":
        if self._client is None:
            own = self._endpoint.is_own
            self._client = self._kit.AsyncOpenAI(
                api_key=self._endpoint.key or "none",
                base_url=self._endpoint.address,
                max_retries=0,
                http_client=self._kit.DefaultAsyncHttpxClient(
                    follow_redirects=False,
                    trust_env=not own,  # what stays in the house takes no proxy
                ),
            )
        return self._client
