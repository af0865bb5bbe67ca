"""What the surroundings of a server say: environment variables, read once, checked at once.

Every one has a default that needs no key and no network. `.env.example` lists them, and
`frontdesk doctor` tells what each one is set to and what is missing. Which language models may be
asked is read elsewhere (`telephony/settings`), for calls in the terminal need nothing but that.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

MINIMUM_SECRET: Final = 32
"""Characters of a secret that signs sign-ins (RFC 7518, 3.2: as long as the hash)."""


class Telephony(StrEnum):
    """Whether calls and text messages are real."""

    SIMULATED = "SIMULATED"
    TWILIO = "TWILIO"


class VoiceVendor(StrEnum):
    """Who can speak to callers."""

    ELEVENLABS = "elevenlabs"
    GOOGLE = "google"


class Settings(BaseSettings):
    """The settings of a server. Secrets show themselves to nobody who prints them."""

    model_config = SettingsConfigDict(env_ignore_empty=True, frozen=True, extra="ignore")

    database_url: str = "sqlite:///data/frontdesk.sqlite3"
    data_dir: Path = Path("data")
    """What is kept beside the database: keys, spools, the jobs of an embedded one."""
    encryption_key: SecretStr | None = None
    """See `clinic.store.keyring.parse`; made and kept in `data_dir` where none is given."""
    jwt_secret: SecretStr | None = Field(default=None, min_length=MINIMUM_SECRET)
    jwt_issuer: str = "frontdesk"
    jwt_audience: str = "frontdesk-users"
    access_minutes: int = Field(default=15, ge=1, le=60)
    idle_minutes: int = Field(default=15, ge=1)
    sign_in_hours: int = Field(default=12, ge=1)
    public_url: str = "http://127.0.0.1:8000"
    """Where the world reaches this server; what vendors sign."""
    cors_origins: Annotated[tuple[str, ...], NoDecode] = ()
    """Other web sites that may ask this server, by commas."""
    rate_limits: str = "100/15minutes;60/minute"
    """Of one address, without a sign-in."""
    signed_in_rate_limits: str = "600/minute"
    """Of one user."""
    redis_url: str | None = None
    """Where several servers count together; one counts by itself."""
    telephony_mode: Telephony = Telephony.SIMULATED
    twilio_sid: str | None = None
    twilio_token: SecretStr | None = None
    twilio_number: str | None = None
    twilio_base_url: str | None = None
    """A stand-in for the vendor's own address."""
    deepgram_api_key: SecretStr | None = None
    deepgram_base_url: str | None = None
    """A stand-in for the vendor's own address; `http` or `https`."""
    deepgram_model: str = "flux-general-en"
    deepgram_eager: bool = True
    """Whether answers are thought of while a caller may still be speaking."""
    voice_first: VoiceVendor = VoiceVendor.ELEVENLABS
    """Who speaks, where both may; the other one stands in."""
    voice_second_share: int = Field(default=0, ge=0, le=100)
    """Of a hundred calls, how many the other one begins."""
    elevenlabs_api_key: SecretStr | None = None
    elevenlabs_base_url: str | None = None
    """A stand-in for the vendor's own address."""
    elevenlabs_voice: str | None = None
    elevenlabs_model: str | None = None
    elevenlabs_zero_retention: bool = True
    """Whether the vendor is told to keep nothing; only enterprise accounts may."""
    google_tts_api_key: SecretStr | None = None
    google_tts_base_url: str | None = None
    """A stand-in for the vendor's own address."""
    google_tts_voice: Annotated[tuple[str, ...], NoDecode] = ()
    """A voice for each language, by commas; empty: the vendor's usual ones."""
    local_speech_model: Path | None = None
    """The folder of a Whisper model to hear callers with here, other than that of the packages."""
    smtp_host: str | None = None
    smtp_port: int = 587
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_tls: bool = True
    mail_from: str = "frontdesk@localhost"
    n8n_secret: SecretStr | None = Field(default=None, min_length=16)
    """What a workflow shows when it has a call started, and what results are signed with."""
    n8n_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    """Where results may be sent, by commas; see `clinic.outreach.leads.destination`."""
    metrics_token: SecretStr | None = None
    """What Prometheus shows; without it the figures are given to loopback only."""
    example_week: bool = True
    """Whether an empty database gets an invented week with the example clinics."""
    jobs: bool = True
    """Whether the server works through its jobs itself; turn off where `worker` runs."""
    log_level: str = "INFO"
    log_format: str = "text"
    """`text` or `json`."""

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The variables that are read."""
        return tuple(name.upper() for name in cls.model_fields)

    @field_validator("cors_origins", "google_tts_voice", "n8n_hosts", mode="before")
    @classmethod
    def _listed(cls, given: object) -> object:
        if isinstance(given, str):
            return tuple(filter(None, (one.strip() for one in given.split(","))))
        return given


def read_settings() -> Settings:
    """The settings of this process.

    Raises `ValueError`, a sentence for each variable that cannot be used; never what it holds.
    """
    try:
        return Settings()
    except ValidationError as error:
        said = [
            f"{str(one['loc'][0]).upper()}: {one['msg']}"
            for one in error.errors(include_input=False, include_url=False, include_context=False)
        ]
        raise ValueError("; ".join(said)) from None
