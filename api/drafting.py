"""What the paths of the flow editor have in common: a clinic's flows, their texts, who did what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlmodel import col

from agent_config.draft import MOST_BYTES, MOST_FILES, fault, files_of, kind_of, language_of_file
from agent_config.problem import ConfigError
from api.access import ADMINS, Desk, at_desk
from api.body import Body
from api.problem import Problem, conflict, missing, unusable
from clinic.store import flow_drafts, flow_versions
from clinic.store.profile import clinic_of, text_of
from clinic.store.tables.account import User
from clinic.store.tables.call import FlowDraft, FlowVersion
from engine.clinic import Clinic
from telephony.workshop.bench import Unanswerable
from telephony.workshop.workshop import Drafted

ReadingDesk = Annotated[Desk, at_desk("flows", action="read", phi=False)]
"""Whoever works in the clinic may see how its telephone is answered."""
WritingDesk = Annotated[Desk, at_desk("flows", roles=ADMINS, phi=False)]

_NO_SOURCE: Final = (
    "The texts of this flow are not kept. Publish it once with 'frontdesk clinic publish', "
    "then it can be edited here."
)


class FileIn(Body):
    """A file of a draft. Its text is taken as it is, to the last blank."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=False)

    name: str = Field(max_length=100, examples=["dental_reception.es.yaml"])
    text: str = Field(max_length=MOST_BYTES)
    language: str | None = Field(default=None, max_length=10, description="Not read.")
    kind: str | None = Field(default=None, max_length=10, description="Not read.")


class FileOut(BaseModel):
    """A file of a flow."""

    name: str = Field(examples=["dental_reception.es.yaml"])
    kind: str = Field(description="`flow`, `language`, `examples` or `clinic`.")
    language: str | None = Field(description="Of a file in another language than the flow's own.")
    text: str


class FilesIn(Body):
    """The files of a draft; without any, those that are saved."""

    files: list[FileIn] | None = Field(default=None, max_length=MOST_FILES)


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a flow as a clinic has them: saved as a draft, or those in force."""

    files: Mapping[str, str]
    in_force: Mapping[str, str]
    clinic: Clinic
    version: FlowVersion | None
    draft: FlowDraft | None


async def flow_names(desk: Desk, clinic: Clinic) -> dict[str, FlowVersion | None]:
    """The flows that a clinic answers with: the one in force, and the one of its file."""
    standing = await flow_versions.published(desk.database, desk.scope)
    own = Path(clinic.flow).name.split(".")[0]
    if standing is None or standing.name == own:
        return {own: standing}
    return {standing.name: standing, own: None}


async def texts_of(desk: Desk, flow: str) -> Texts:
    """The texts of a flow. Raises `Problem`."""
    clinic = await standing_clinic(desk)
    names = await flow_names(desk, clinic)
    if flow not in names:
        raise missing("flow")
    version = names[flow]
    kept: dict[str, str] = {}
    if version is not None:
        kept = await flow_versions.files_of(desk.database, desk.scope, version.id)
    if not kept:
        if version is not None and version.created_by is not None:
            raise conflict(_NO_SOURCE, "no_source")  # the shipped files may say something else
        try:
            kept = files_of(flow)
        except (ConfigError, OSError):
            raise conflict(_NO_SOURCE, "no_source") from None
    texts = {**kept, f"{clinic.id}.yaml": await text_of(desk.database, desk.scope)}
    draft = await flow_drafts.draft(desk.database, desk.scope, flow)
    saved = texts if draft is None else draft.files
    return Texts(saved, texts, clinic, version, draft)


async def standing_clinic(desk: Desk) -> Clinic:
    """The clinic as it stands. Raises `Problem`."""
    try:
        return await clinic_of(desk.database, desk.scope)
    except (KeyError, ConfigError):
        raise missing("clinic") from None


async def drafted(desk: Desk, flow: str, given: list[FileIn] | None) -> Drafted:
    """A draft to work on: what was sent, else what is saved. Raises `Problem`."""
    texts = await texts_of(desk, flow)
    files = texts.files if given is None else checked(flow, given)
    return Drafted(desk.scope, flow, files, texts.clinic)


def checked(flow: str, given: Iterable[FileIn]) -> dict[str, str]:
    """The texts that were sent, by name. Raises `Problem` for what can be no draft of the flow."""
    files: dict[str, str] = {}
    for one in given:
        if one.name in files:
            raise unusable("Two files have the same name.", "files")
        files[one.name] = one.text
    wrong = fault(flow, files)
    if wrong:
        raise unusable(wrong, "files")
    return files


def shown_files(files: Mapping[str, str], clinic_id: str) -> list[FileOut]:
    """Files in the order in which they are read: the flow, its examples, languages, the clinic."""
    order = ("flow", "language", "examples", "clinic")
    found = [
        FileOut(
            name=name, kind=kind_of(name, clinic_id), language=language_of_file(name), text=text
        )
        for name, text in files.items()
    ]
    return sorted(
        found,
        key=lambda one: (one.kind == "clinic", one.language or "", order.index(one.kind), one.name),
    )


async def asked(desk: Desk, question: str, draft: Drafted, **more: Any) -> dict[str, Any]:
    """The answer of the workshop. Raises `Problem`."""
    try:
        return await desk.house.workshop.ask(question, draft, more)
    except Unanswerable as error:
        raise unusable(str(error), "unanswerable") from None


async def names_of(desk: Desk, ids: Iterable[str | None]) -> dict[str, str]:
    """What people of the practice are called, by id."""
    wanted = {one for one in ids if one}
    query = select(User).where(
        col(User.practice_id) == desk.scope.practice_id, col(User.id).in_(wanted)
    )
    async with desk.database.reading() as session:
        rows = list(await session.scalars(query)) if wanted else []
    return {
        row.id: " ".join(filter(None, (row.first_name, row.last_name))) or row.email for row in rows
    }


async def stale(desk: Desk, by: str | None, at: datetime | None, did: str) -> Problem:
    """Somebody else was faster: who, when, and what to do."""
    if did == "gone":
        detail = "The draft was published or thrown away meanwhile. Load it anew."
        return conflict(detail, "stale")
    names = await names_of(desk, [by])
    who = names.get(by or "", "Somebody else")
    clinic = await standing_clinic(desk)
    when = ""
    if at is not None:
        local = at.astimezone(ZoneInfo(clinic.timezone))
        when = f" at {local:%H:%M} on {local:%B} {local.day}"
    what = "published another version" if did == "published" else "saved this draft"
    return conflict(f"{who} {what}{when}. Load it anew; what you wrote is still here.", "stale")
