"""Flows as people edit them: the texts, what is wrong with them, what they change, the form.

Nothing here touches a call: a draft is texts, and what is checked is not kept.
"""

import asyncio
import json
from datetime import datetime
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from agent_config.clinic_file import SCHEMA as CLINIC_SCHEMA
from agent_config.flow_source import SCHEMA as FLOW_SCHEMA
from api.access import Desk
from api.body import Body
from api.drafting import (
    FileIn,
    FileOut,
    FilesIn,
    ReadingDesk,
    Texts,
    WritingDesk,
    asked,
    checked,
    drafted,
    flow_names,
    names_of,
    shown_files,
    stale,
    standing_clinic,
    texts_of,
)
from api.problem import answers, missing
from api.route import Route
from clinic.store import flow_drafts
from clinic.store.flow_drafts import Stale
from clinic.store.flow_versions import published, text_of

router = APIRouter(prefix="/api/flows", tags=["flows"], route_class=Route)


class InForce(BaseModel):
    """The version on which new calls begin."""

    version_id: str
    number: int | None
    at: datetime | None
    by_name: str | None = Field(description="Nobody: it came with the files.")
    note: str | None


class FlowOut(BaseModel):
    """A flow of the clinic."""

    name: str = Field(examples=["dental_reception"])
    title: str = Field(examples=["Dental reception"])
    languages: list[str] = Field(examples=[["en", "es"]])
    published: InForce | None
    has_draft: bool
    draft_at: datetime | None
    draft_by: str | None = Field(description="The name of whoever saved it last.")


class DraftOut(BaseModel):
    """The texts of a flow, as a draft has them or as they are in force."""

    revision: int = Field(description="0: there is no draft; the files are those in force.")
    files: list[FileOut]
    based_on: str | None = Field(description="The version that was in force when it was begun.")
    changed: bool = Field(description="Whether any text differs from those in force.")
    updated_at: datetime | None
    updated_by: str | None = Field(description="A name.")


class DraftIn(Body):
    """What to save, over the revision that was read."""

    revision: int = Field(ge=0)
    files: list[FileIn] = Field(max_length=6)


class TextEdit(BaseModel):
    """Text in place of some. Lines and columns count from 1; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Mend(BaseModel):
    """An edit that takes the mistake away."""

    title: str = Field(examples=["Write patient_name"])
    text_edit: TextEdit


class ProblemInFile(BaseModel):
    """A mistake, and where to underline it. Line 0: the file as a whole."""

    file: str
    line: int
    column: int
    end_column: int
    text: str
    mends: list[Mend]


class NodeOut(BaseModel):
    """Something drawn of a flow. Its id stays as long as the step says the same."""

    id: str = Field(examples=["book_appointment.offer.opening"])
    kind: str = Field(description="`request`, `answer`, `people`, or a kind of step.")
    label: str
    names: list[str]
    request: str | None
    state: str | None = Field(description="Where the step waits for the caller.")
    when: list[str]
    notes: list[str]
    file: str | None
    line: int | None
    end_line: int | None


class EdgeOut(BaseModel):
    """What follows what."""

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    source: str = Field(serialization_alias="from")
    target: str = Field(serialization_alias="to")
    label: str


class GraphOut(BaseModel):
    """The picture of a flow."""

    nodes: list[NodeOut]
    edges: list[EdgeOut]


class Checked(BaseModel):
    """What was found in a draft."""

    problems: list[ProblemInFile]
    graph: GraphOut | None = Field(description="Missing while there are mistakes.")
    schema_version: str = Field(examples=["flow/v1"])


class ChangeOut(BaseModel):
    """One thing that is different for callers."""

    kind: str = Field(examples=["wording"])
    text: str


class Changes(BaseModel):
    """What a draft changes."""

    changes: list[ChangeOut]
    problems: list[ProblemInFile]


class PromptOut(BaseModel):
    """Something that callers hear, in one language; several wordings are used in turn."""

    key: str = Field(examples=["prompts.greeting"])
    label: str
    language: str
    texts: list[str]
    about: str
    inherited: bool = Field(description="It stands in a flow that this one extends.")


class QuestionOut(BaseModel):
    """What is asked for a slot; its keys are `slots.SLOT.ask` and `slots.SLOT.again`."""

    slot: str
    label: str
    language: str
    ask: list[str]
    again: list[str]


class DayOut(BaseModel):
    """When the clinic is open; its key is `hours.DAY`."""

    day: str
    stretches: list[str] = Field(description="None: closed.")


class FormOut(BaseModel):
    """What can be changed without writing YAML."""

    revision: int
    languages: list[str]
    prompts: list[PromptOut]
    questions: list[QuestionOut]
    hours: list[DayOut]
    lunch: str | None


class FormChange(Body):
    """Other wordings of a text, or other stretches of a day; none: closed."""

    key: str = Field(max_length=150, examples=["prompts.greeting", "hours.mon", "lunch"])
    language: str | None = Field(default=None, max_length=10)
    texts: list[Annotated[str, Field(min_length=1, max_length=1000)]] = Field(max_length=20)


class FormIn(Body):
    """What to change, in which files."""

    files: list[FileIn] | None = Field(default=None, max_length=6)
    changes: list[FormChange] = Field(min_length=1, max_length=200)


class FilesOut(BaseModel):
    """Files with the changes in them, and everything else as it was."""

    files: list[FileOut]


@router.get("", responses=answers(401, 403, 404))
async def flows(desk: ReadingDesk) -> list[FlowOut]:
    """The flows that the clinic's telephone is answered with."""
    clinic = await standing_clinic(desk)
    names = await flow_names(desk, clinic)
    drafts = {row.flow: row for row in await flow_drafts.drafts(desk.database, desk.scope)}
    people = await names_of(
        desk,
        [
            *(row.updated_by for row in drafts.values()),
            *(row.created_by for row in names.values() if row is not None),
        ],
    )
    found = []
    for name, row in names.items():
        draft = drafts.get(name)
        found.append(
            FlowOut(
                name=name,
                title=name.replace("_", " ").capitalize(),
                languages=[one.split("-")[0] for one in clinic.languages],
                published=None
                if row is None
                else InForce(
                    version_id=row.id,
                    number=row.number,
                    at=row.published_at,
                    by_name=people.get(row.created_by or "", row.created_by),
                    note=row.note,
                ),
                has_draft=draft is not None,
                draft_at=draft.updated_at if draft else None,
                draft_by=people.get(draft.updated_by or "") if draft else None,
            )
        )
    return found


@router.get("/{flow}/draft", responses=answers(401, 403, 404, 409))
async def draft(flow: str, desk: ReadingDesk) -> DraftOut:
    """The draft of a flow; where there is none, what is in force, as revision 0."""
    texts = await texts_of(desk, flow)
    _warm(desk)
    return await _shown(desk, texts)


@router.put("/{flow}/draft", responses=answers(401, 403, 404, 409))
async def save(flow: str, given: DraftIn, desk: WritingDesk) -> DraftOut:
    """Save a draft. 409 `stale` if somebody else has saved since it was read: who, and when."""
    texts = await texts_of(desk, flow)
    files = checked(flow, given.files)
    try:
        row = await flow_drafts.save(
            desk.database,
            desk.scope,
            flow,
            files,
            desk.now,
            read=given.revision,
            by=desk.member.id,
            based_on=texts.version.id if texts.version else None,
        )
    except Stale as error:
        raise await stale(desk, error.by, error.at, error.did) from None
    desk.note(flow=flow, revision=row.revision)
    return await _shown(desk, Texts(row.files, texts.in_force, texts.clinic, texts.version, row))


@router.delete("/{flow}/draft", status_code=204, responses=answers(401, 403, 404))
async def throw_away(flow: str, desk: WritingDesk) -> None:
    """Throw a draft away; what is in force stays as it is."""
    if not await flow_drafts.forget(desk.database, desk.scope, flow):
        raise missing("draft")
    desk.note(flow=flow)


@router.post("/{flow}/check", responses=answers(401, 403, 404, 409))
async def check(flow: str, given: FilesIn, desk: ReadingDesk) -> Checked:
    """The mistakes in a draft, each with its mend if there is only one, and its picture."""
    found = await asked(desk, "check", await drafted(desk, flow, given.files))
    return Checked(**found, schema_version="flow/v1")


@router.post("/{flow}/changes", responses=answers(401, 403, 404, 409))
async def changes(flow: str, given: FilesIn, desk: ReadingDesk) -> Changes:
    """What a draft changes for callers, against what is in force, in words."""
    wanted = await drafted(desk, flow, given.files)
    standing = await published(desk.database, desk.scope)
    if standing is None:
        return Changes(changes=[], problems=[])
    before = await text_of(desk.database, desk.scope, standing.id)
    return Changes(**await asked(desk, "changes", wanted, before=before))


@router.get("/{flow}/schema", responses=answers(401, 403, 404))
async def schema(flow: str, desk: ReadingDesk) -> dict[str, Any]:
    """The JSON Schemas of a flow's files and of the clinic's, for completion."""
    if flow not in await flow_names(desk, await standing_clinic(desk)):
        raise missing("flow")
    return _schemas()


@router.get("/{flow}/form", responses=answers(401, 403, 404, 409))
async def form(flow: str, desk: ReadingDesk) -> FormOut:
    """What can be changed without writing YAML. 422 while the YAML cannot be read."""
    texts = await texts_of(desk, flow)
    found = await asked(desk, "form", await drafted(desk, flow, None))
    return FormOut(**found, revision=texts.draft.revision if texts.draft else 0)


@router.put("/{flow}/form", responses=answers(401, 403, 404, 409))
async def reform(flow: str, given: FormIn, desk: WritingDesk) -> FilesOut:
    """The files with these texts changed in place. Nothing is saved."""
    wanted = await drafted(desk, flow, given.files)
    listed = [one.model_dump() for one in given.changes]
    found = await asked(desk, "reform", wanted, changes=listed)
    return FilesOut(files=shown_files(found["files"], wanted.clinic.id))


async def _shown(desk: Desk, texts: Texts) -> DraftOut:
    row = texts.draft
    people = await names_of(desk, [row.updated_by] if row else [])
    standing = texts.version.id if texts.version else None
    return DraftOut(
        revision=row.revision if row else 0,
        files=shown_files(texts.files, texts.clinic.id),
        based_on=row.based_on if row else standing,
        changed=dict(texts.files) != dict(texts.in_force),
        updated_at=row.updated_at if row else None,
        updated_by=people.get(row.updated_by or "") if row else None,
    )


@cache
def _schemas() -> dict[str, Any]:
    read = {"flow": FLOW_SCHEMA, "clinic": CLINIC_SCHEMA}
    return {name: json.loads(path.read_text("utf-8")) for name, path in read.items()}


_warming: set[asyncio.Task[None]] = set()


def _warm(desk: Desk) -> None:
    """Whoever opens the editor checks soon: have the process ready that does it."""
    task = asyncio.create_task(desk.house.workshop.bench.warm())
    _warming.add(task)
    task.add_done_callback(_warming.discard)
