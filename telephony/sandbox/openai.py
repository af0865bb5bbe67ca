"""A language model, acted: `POST /v1/chat/completions` on a port of this machine.

It understands nothing: it answers that it found no meaning, in the form that is asked of a model
(`nlu/model`), so what the local rules understood stands. That is what a wired call needs of it: a
model that is asked, answers late, or fails. One that answers as a test tells it is in
`cli/benchmarks/model_server`.
"""

import asyncio
import json
from typing import Final

from telephony.sandbox.web import Reply, Request
from telephony.sandbox.web_vendor import WebVendor

PATH: Final = "/v1/chat/completions"
_NOTHING: Final = {
    "safety_evidence": "",
    "safety": "none",
    "intents": [],
    "slots": [],
    "intelligible": True,
}


class OpenAIStandIn(WebVendor):
    """A running stand-in. `delay` is in seconds, before the answer."""

    def __init__(self, *, delay: float = 0.0) -> None:
        super().__init__()
        self.asked = 0
        """How many questions have come."""
        self._delay = delay

    @property
    def url(self) -> str:
        """What OPENAI_BASE_URL is to be."""
        return f"{super().url}/v1"

    async def _served(self, request: Request, reply: Reply) -> None:
        await self.faults.delay()
        if self.faults.kind == "refuse":
            told = {"error": {"message": "The stand-in was told to.", "type": "server_error"}}
            await reply.whole(self.faults.status, json.dumps(told).encode())
        elif self.faults.kind == "garbage":
            await reply.whole(200, b"<html>gateway</html>", "text/html")
        elif self.faults.kind == "drop":
            reply.break_off()
        elif request.path != PATH:
            await reply.whole(404, b'{"error": {"message": "Not found", "type": "not_found"}}')
        else:
            self.asked += 1
            await asyncio.sleep(self._delay)
            await reply.whole(200, _completion(str(request.json().get("model", ""))))


def _completion(model: str) -> bytes:
    message = {"role": "assistant", "content": json.dumps(_NOTHING), "refusal": None}
    told = {
        "id": "chatcmpl-sandbox",
        "object": "chat.completion",
        "created": 1,
        "model": model,
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
    return json.dumps(told).encode()
