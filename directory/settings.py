"""Typed settings, read once from the environment (WAYPOST_…) and `.env`; refuses bad values in plain words.

docs/operations.md lists every setting; a contract test keeps the two alike.
"""

import os
import re
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
DEMO_SECRET = "demonstration-only-secret-key-never-for-real-people"  # noqa: S105 -- refused outside demo mode

CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"
SECRETS = frozenset(
    {"secret_key", "field_keys", "database_url", "notify_key"}
)  # never printed, not even when they are wrong


class SettingsError(Exception):
    """The settings cannot be used; the message lists each fault and how to mend it."""


class Settings(BaseSettings):
    """Everything an operator may set. Each field is `WAYPOST_<NAME>` in the environment."""

    model_config = SettingsConfigDict(env_prefix="WAYPOST_", env_file=".env", extra="ignore", frozen=True)

    mode: Literal["demo", "production", "test"] = Field("demo", description="demo, production or test")
    secret_key: str = Field(DEMO_SECRET, description="Signs cookies and links; 32 characters or more")
    data_dir: Path = Field(ROOT / "var", description="Where the database, index and logs of this installation live")
    database_url: str = Field("", description="SQLAlchemy URL; empty means SQLite in the data directory")
    base_url: str = Field("http://127.0.0.1:8000", description="The address people type; used in links and mail")
    council_name: str = Field("Demonstration Council", description="The council that answers for the directory")
    council_phone: str = Field("0115 496 0000", description="The council's adult social care phone line")
    council_opens: str = Field("08:30", pattern=CLOCK, description="When that line is answered from, on weekdays")
    council_closes: str = Field("17:00", pattern=CLOCK, description="When that line closes on weekdays")
    council_night_phone: str = Field("", description="The council's emergency line for nights and weekends")
    council_email: str = Field("directory@example.org", description="Where people write about the directory")
    proxy_hops: int = Field(0, ge=0, le=3, description="How many reverse proxies stand in front")
    search_engine: Literal["whoosh", "postgres"] = Field("whoosh", description="Answers searches: whoosh or postgres")
    tile_url: str = Field("", description="Map tile address with {z}/{x}/{y}; empty shows no background map")
    tile_attribution: str = Field("", description="Credit line that the tile provider asks for")
    limiter_storage: str = Field("memory://", description="Where rate limits are counted: memory:// or redis://…")
    field_keys: str = Field("", description="Comma-separated Fernet keys for private fields, newest first")
    mail_transport: Literal["console", "file", "smtp", "memory"] = Field("file", description="How mail leaves")
    smtp_host: str = Field("localhost", description="Mail server")
    smtp_port: int = Field(25, ge=1, le=65535, description="Mail server's port")
    smtp_username: str = Field("", description="Name to sign in to the mail server with; empty signs in to none")
    smtp_password: str = Field("", description="Password to sign in to the mail server with")
    smtp_tls: bool = Field(default=False, description="Whether the mail server is spoken to with STARTTLS")
    text_transport: Literal["console", "file", "notify", "memory"] = Field("file", description="How texts leave")
    notify_key: str = Field("", description="API key of GOV.UK Notify, for texts")
    notify_template: str = Field("", description="Id of the text template there, which has one field: ((message))")
    notify_url: str = Field("https://api.notifications.service.gov.uk", description="Where GOV.UK Notify answers")
    job_queue: str = Field("", description="Where jobs wait: empty for a file in the data directory, or redis://…")
    review_days_crisis: int = Field(31, ge=1, le=366, description="Days a check holds: crisis help, or short of places")
    review_days_usual: int = Field(92, ge=1, le=366, description="Days a check holds: everything else")
    review_days_amenity: int = Field(182, ge=1, le=732, description="Days a check holds: amenities, buildings, guides")
    grace_days_crisis: int = Field(14, ge=2, le=366, description="Days past due before crisis help leaves search")
    grace_days_usual: int = Field(28, ge=2, le=366, description="Days past due before a listing leaves search")
    grace_days_amenity: int = Field(28, ge=2, le=366, description="Days past due before an amenity leaves search")
    reminders_a_day: int = Field(500, ge=0, description="Letters about listings sent on one day at most; 0 sends none")
    bounce_maildir: str = Field("", description="Maildir into which letters that came back are delivered; may be empty")
    retention_months: int = Field(24, ge=1, le=240, description="Months after the last contact until erasure")
    unmet_link_months: int = Field(12, ge=1, le=240, description="Months an unmet need stays tied to a person")
    mileage_rate_pence: int = Field(45, ge=1, le=1000, description="Pence a mile that a journey is reckoned to cost")
    measures_dir: str = Field("", description="Folder of licensed wording, tariffs and unit costs; may be empty")
    small_number_threshold: int = Field(7, ge=1, le=100, description="Counts from 1 to this are hidden in reports")
    small_number_rounding: int = Field(
        5, ge=1, le=100, description="Other counts in reports are rounded to this; 1: none"
    )
    access_bands: str = Field(
        "3200:1,6400:0.68,9600:0.22", description="Metres of way and what help so far away counts in the gap map"
    )
    access_balance: Literal["none", "three_step", "rows"] = Field(
        "rows", description="People who reach several places: counted at each (none), shared out (rows), or between"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="How much is logged")

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if url and not url.startswith(("sqlite:///", "postgresql+psycopg://", "postgresql://")):
            raise ValueError("use sqlite:///… or postgresql+psycopg://…")
        return url.replace("postgresql://", "postgresql+psycopg://", 1)

    @field_validator("base_url")
    @classmethod
    def _absolute(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise ValueError("start it with http:// or https://")
        return url.rstrip("/")

    @field_validator("field_keys")
    @classmethod
    def _usable_keys(cls, keys: str) -> str:
        for key in filter(None, (part.strip() for part in keys.split(","))):
            if not re.fullmatch(r"[A-Za-z0-9_-]{43}=", key):
                raise ValueError("each key is 44 characters long; make one with `waypost keys new`")
        return keys

    @model_validator(mode="after")
    def _real_secrets_in_production(self) -> Self:
        if self.mode == "production":
            if self.secret_key == DEMO_SECRET or len(self.secret_key) < 32:
                raise ValueError("production needs WAYPOST_SECRET_KEY: a random text of 32 characters or more")
            if not self.field_keys:
                raise ValueError("production needs WAYPOST_FIELD_KEYS: make one with `waypost keys new`")
            if not self.base_url.startswith("https://"):
                raise ValueError("production needs an https:// WAYPOST_BASE_URL")
        return self

    @model_validator(mode="after")
    def _texts_have_a_way(self) -> Self:
        if self.text_transport == "notify" and not (self.notify_key and self.notify_template):
            raise ValueError(
                "WAYPOST_TEXT_TRANSPORT=notify needs WAYPOST_NOTIFY_KEY and WAYPOST_NOTIFY_TEMPLATE of GOV.UK Notify"
            )
        return self

    @model_validator(mode="after")
    def _index_has_a_place(self) -> Self:
        if self.search_engine == "postgres" and not self.database_url.startswith("postgresql"):
            raise ValueError(
                "WAYPOST_SEARCH_ENGINE=postgres keeps its index in the directory's own database, which has to be "
                "PostgreSQL: set WAYPOST_DATABASE_URL to postgresql+psycopg://…, or WAYPOST_SEARCH_ENGINE to whoosh"
            )
        return self

    @field_validator("access_bands")
    @classmethod
    def _bands_in_order(cls, bands: str) -> str:
        parts = [re.fullmatch(r"([0-9]+):(1|0|0?\.[0-9]+)", part.strip()) for part in bands.split(",")]
        ends = [int(part[1]) for part in parts if part]
        if not all(parts) or ends != sorted(set(ends)):
            raise ValueError("use metres:weight, nearest first, with weights from 0 to 1, such as 3200:1,6400:0.68")
        return bands

    @model_validator(mode="after")
    def _small_numbers_fit(self) -> Self:
        if self.small_number_rounding // 2 > self.small_number_threshold:
            raise ValueError("WAYPOST_SMALL_NUMBER_ROUNDING is at most twice WAYPOST_SMALL_NUMBER_THRESHOLD, plus one")
        return self

    @property
    def database(self) -> str:
        """The SQLAlchemy URL in use."""
        return self.database_url or f"sqlite:///{self.data_dir / 'waypost.db'}"

    @property
    def index_dir(self) -> Path:
        """The folder of search generations."""
        return self.data_dir / "index"


def load_settings(**overrides: object) -> Settings:
    """Read settings from the environment, with overrides for tests and commands.

    Raises `SettingsError` naming each variable, what is wrong with it and what it is for.
    """
    try:
        settings = Settings(**overrides)  # type: ignore[arg-type]  # values are checked by pydantic
    except ValidationError as error:
        lines = [_in_plain_words(fault) for fault in error.errors()]
        raise SettingsError("Waypost cannot start until its settings are mended:\n" + "\n".join(lines)) from None
    os.makedirs(settings.data_dir, exist_ok=True)
    return settings


def _in_plain_words(fault: object) -> str:
    place = fault["loc"]  # type: ignore[index]
    message = str(fault["msg"]).removeprefix("Value error, ")  # type: ignore[index]
    if not place:
        return f"  - {message}."
    name = str(place[0])
    purpose = Settings.model_fields[name].description if name in Settings.model_fields else ""
    given = "has a value that cannot be used" if name in SECRETS else f"has the value {fault['input']!r}"  # type: ignore[index]
    return f"  - WAYPOST_{name.upper()} ({purpose}) {given}: {message}."
