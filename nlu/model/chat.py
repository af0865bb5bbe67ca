"""One request to an OpenAI-compatible server, through the `openai` kit: chat completions.

The older of its two ways to ask, because every self-hosted server speaks it. The kit is loaded
when a model is really configured, for it takes a second. It retries nothing and follows no
redirect: a server of our own must not send callers' words on to somebody else.

A question goes through the kit's `post`, as its documentation has it for requests of one's own:
`chat.completions.create` walks the form and the answer field by field, which takes a third of the
time that a caller waits for a model near by, and `advice` looks at the answer anyway.
"""

import json
import logging
from typing import TYPE_CHECKING, Any, Final

from nlu.model.endpoint import Endpoint
from nlu.model.question import Question

if TYPE_CHECKING:
    from openai import AsyncOpenAI

MOST_TOKENS: Final = 500
_PATH: Final = "/chat/completions"
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
        told = await self._open().post(
            _PATH,
            cast_to=str,
            body={
                "model": self._endpoint.model,
                "messages": [
                    {"role": "system", "content": question.text},
                    {"role": "user", "content": said},
                ],
                "response_format": {
                    "type": "json_schema",
                    "json_schema": {"name": "meaning", "strict": True, "schema": question.form},
                },
                "temperature": 0,
                "max_tokens": MOST_TOKENS,
                "store": False,
            },
            options={"timeout": seconds},
        )
        return _content(told)

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


def _content(told: str) -> str:
    """What the model wrote, of the body of an answer.

    Raises `NoAnswerError` for a refusal, an answer that breaks off, and what is no answer.
    """
    try:
        choice: Any = json.loads(told)["choices"][0]
        message, reason = choice["message"], choice["finish_reason"]
        refusal, content = message.get("refusal"), message["content"]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise NoAnswerError("no choice") from None
    if refusal:
        raise NoAnswerError("refusal")
    if reason != "stop" or not isinstance(content, str) or not content:
        raise NoAnswerError("no whole answer")
    return content
