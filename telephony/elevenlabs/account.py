"""The account at ElevenLabs, out of the settings of a server."""

from agent_config.settings import Settings
from telephony.elevenlabs.voice import ADDRESS, MODEL, VOICE, Account, ElevenLabsVoice


def voice_of(settings: Settings) -> ElevenLabsVoice:
    """The voice that the settings ask for. Raises `ValueError` where there is no key."""
    if settings.elevenlabs_api_key is None:
        raise ValueError("ELEVENLABS_API_KEY is not set, so ElevenLabs cannot speak")
    return ElevenLabsVoice(
        Account(
            settings.elevenlabs_api_key.get_secret_value(),
            settings.elevenlabs_base_url or ADDRESS,
            settings.elevenlabs_voice or VOICE,
            settings.elevenlabs_model or MODEL,
            settings.elevenlabs_zero_retention,
        )
    )
