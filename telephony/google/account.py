"""The account at Google Cloud, out of the settings of a server."""

from agent_config.settings import Settings
from telephony.google.voice import ADDRESS, VOICES, Account, GoogleVoice


def voice_of(settings: Settings) -> GoogleVoice:
    """The voice that the settings ask for. Raises `ValueError` where there is no key."""
    if settings.google_tts_api_key is None:
        raise ValueError("GOOGLE_TTS_API_KEY is not set, so Google cannot speak")
    return GoogleVoice(
        Account(
            settings.google_tts_api_key.get_secret_value(),
            settings.google_tts_base_url or ADDRESS,
            settings.google_tts_voice or VOICES,
        )
    )
