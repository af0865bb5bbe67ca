"""The bot that `frontdesk bench voice --pipecat` measures beside ours: pipecat on the telephone.

It is what pipecat's own examples write for Twilio (pipecat-examples, `twilio-chatbot`), with the
services that the stand-ins act: Flux hears and tells turns, chat completions answer, ElevenLabs
speaks. All that makes it slower and that a telephone does not need is off: log, metrics, a second
ear for silences, messages for screens. All calls share one process, as ours do.

It runs in an environment of its own (`make pipecat`), so it may import nothing of this project.
"""

import os
import sys

import uvicorn
from fastapi import FastAPI, WebSocket
from pipecat.frames.frames import LLMRunFrame
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineParams, PipelineWorker
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.processors.aggregators.llm_response_universal import (
    LLMContextAggregatorPair,
    LLMUserAggregatorParams,
)
from pipecat.runner.utils import parse_telephony_websocket
from pipecat.serializers.twilio import TwilioFrameSerializer
from pipecat.services.deepgram.flux.stt import DeepgramFluxSTTService
from pipecat.services.elevenlabs.tts import ElevenLabsTTSService
from pipecat.services.openai.llm import OpenAILLMService
from pipecat.transports.websocket.fastapi import FastAPIWebsocketParams, FastAPIWebsocketTransport
from pipecat.turns.user_turn_strategies import ExternalUserTurnStrategies
from pipecat.workers.runner import WorkerRunner

INSTRUCTION = "You are the receptionist of a clinic. Answer in one short sentence."
GREETING = {"role": "user", "content": "Please greet the caller."}

app = FastAPI()


@app.get("/ready")
async def ready() -> dict[str, str]:
    """Whether calls may come."""
    return {"status": "ready"}


@app.websocket("/media")
async def media(websocket: WebSocket) -> None:
    """One call."""
    await websocket.accept()
    _, call = await parse_telephony_websocket(websocket)
    serializer = TwilioFrameSerializer(
        stream_sid=call["stream_id"],
        call_sid=call["call_id"],
        account_sid="AC" + "0" * 32,
        auth_token="sandbox",
        base_url=os.environ["TWILIO_BASE_URL"],
    )
    transport = FastAPIWebsocketTransport(
        websocket=websocket,
        params=FastAPIWebsocketParams(
            audio_in_enabled=True,
            audio_out_enabled=True,
            add_wav_header=False,
            serializer=serializer,
        ),
    )
    hearing = DeepgramFluxSTTService(
        api_key="sandbox", url=f"{os.environ['DEEPGRAM_BASE_URL']}/v2/listen"
    )
    thinking = OpenAILLMService(
        api_key="sandbox",
        base_url=os.environ["OPENAI_BASE_URL"],
        settings=OpenAILLMService.Settings(model="gpt-4.1", system_instruction=INSTRUCTION),
    )
    speaking = ElevenLabsTTSService(
        api_key="sandbox",
        url=os.environ["ELEVENLABS_BASE_URL"],
        settings=ElevenLabsTTSService.Settings(voice="21m00Tcm4TlvDq8ikWAM"),
    )
    context = LLMContext()
    # As Flux would have it anyway; said here, no model that tells turns is loaded for each call.
    turns = LLMUserAggregatorParams(user_turn_strategies=ExternalUserTurnStrategies())
    caller, agent = LLMContextAggregatorPair(context, user_params=turns)
    steps = [
        transport.input(),
        hearing,
        caller,
        thinking,
        speaking,
        transport.output(),
        agent,
    ]
    worker = PipelineWorker(
        Pipeline(steps),
        params=PipelineParams(audio_in_sample_rate=8000, audio_out_sample_rate=8000),
        enable_rtvi=False,
        enable_turn_tracking=False,
    )

    async def greet(transport: object, client: object) -> None:
        context.add_message(GREETING)
        await worker.queue_frames([LLMRunFrame()])

    async def leave(transport: object, client: object) -> None:
        await worker.cancel()

    transport.add_event_handler("on_client_connected", greet)
    transport.add_event_handler("on_client_disconnected", leave)
    runner = WorkerRunner(handle_sigint=False)
    await runner.add_workers(worker)
    await runner.run()


def main(port: int) -> None:
    """Serve until the process is ended."""
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=port,
        log_config=None,
        access_log=False,
        loop="uvloop",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
