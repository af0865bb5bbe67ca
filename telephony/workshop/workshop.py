"""Where a server's flows are worked on: asked about at once, proved, replayed and published."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from agent_config.draft import Texts
from clinic.store.call_scripts import scripts
from clinic.store.database import Database
from clinic.store.flow_drafts import Stale, forget
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from engine import codec
from engine.clinic import Clinic
from telephony.publishing import publish_draft
from telephony.recorded_calls import written
from telephony.workshop.bench import Bench, digest
from telephony.workshop.works import Work, Works

AT_ONCE: Final = 2
"""Long work of all clinics together; each takes a core."""
PROVED: Final = 50
"""Flows of which it is remembered that they were proved."""
_MEND: Final = "The files hold mistakes; mend them first."
_log = logging.getLogger(__name__)

Prepare = Callable[[Scope], Awaitable[None]]
"""Makes a clinic ready for calls on a new version."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft of a clinic's flow: the texts, and the clinic as it stands."""

    scope: Scope
    flow: str
    files: Texts
    clinic: Clinic

    @property
    def given(self) -> dict[str, Any]:
        """As a question has it."""
        return {
            "flow": self.flow,
            "files": dict(self.files),
            "clinic": codec.dumps(self.clinic),
            "clinic_id": self.clinic.id,
        }


@dataclass(frozen=True, slots=True)
class Intent:
    """What somebody wants published."""

    drafted: Drafted
    revision: int
    """Of the draft; it is thrown away once it is in force, if nobody has saved it anew."""
    over: str | None
    """The version in force that they have seen."""
    by: str
    note: str


class Workshop:
    """The workshop of one server process; `prepare` is called with what was published."""

    def __init__(self, database: Database, clock: Callable[[], datetime], prepare: Prepare) -> None:
        self._database = database
        self._clock = clock
        self._prepare = prepare
        self.bench = Bench()
        self.works = Works(clock)
        self._room = asyncio.Semaphore(AT_ONCE)
        self._proved: dict[str, None] = {}
        """The digests of flows that were proved here, oldest first."""

    async def close(self) -> None:
        """End everything that is under way."""
        await self.works.close()
        await self.bench.close()

    async def ask(
        self, question: str, drafted: Drafted, more: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """The answer to a quick question about a draft. Raises `Unanswerable`."""
        return await self.bench.ask(question, drafted.given | dict(more or {}))

    def prove(self, drafted: Drafted, by: str) -> Work:
        """Begin the proof of a draft."""

        async def proving(work: Work) -> None:
            answer = await self._long("proof", drafted.given, work)
            if answer["problems"]:
                work.fail("problems", _MEND, answer["problems"])
                return
            work.result = answer["proof"]
            if not answer["proof"]["broken"]:
                self._remember(answer["digest"])

        return self.works.begin(drafted.scope, "proof", drafted.flow, by, proving)

    def replay(self, drafted: Drafted, rows: Sequence[CallRow], by: str) -> Work:
        """Begin to run recorded calls against a draft."""

        async def replaying(work: Work) -> None:
            work.progress = {"of": len(rows), "calls": []}
            calls, flows = await written(self._database, drafted.scope, rows)
            more = {"calls": [asdict(one) for one in calls], "flows": flows}
            answer = await self._long("replays", drafted.given | more, work)
            if answer["problems"]:
                work.fail("problems", _MEND, answer["problems"])
                return
            work.result = {"of": len(rows), "calls": answer["calls"]}

        return self.works.begin(drafted.scope, "replay", drafted.flow, by, replaying)

    def publish(self, intent: Intent) -> Work:
        """Begin to check, prove, rehearse and publish a draft. Raises `Busy`."""
        drafted = intent.drafted

        async def publishing(work: Work) -> None:
            work.stage = "check"
            compiled = await self.ask("compile", drafted)
            if compiled["problems"]:
                work.fail("problems", _MEND, compiled["problems"])
                return
            flow = str(compiled["flow"])
            if await self._stands(work, drafted.scope, flow):
                await self._publishing(work, intent, flow)

        return self.works.begin(
            drafted.scope, "publishing", drafted.flow, intent.by, publishing, alone=True
        )

    async def _stands(self, work: Work, scope: Scope, flow: str) -> bool:
        """Whether a compiled flow is proved and does well in the clinic's scripted calls."""
        work.stage = "proof"
        listed = {row.name: row.text for row in await scripts(self._database, scope)}
        given = {"compiled": flow, "scripts": listed, "proved": list(self._proved)}
        answer = await self._long("trial", given, work)
        if answer["broken"]:
            said = "Not every call ends as it must; the conversations below show how."
            failures = [
                {"what": one["rule"], "said": one["text"], "conversation": one["conversation"]}
                for one in answer["broken"]
            ]
            work.fail("not_proved", said, failures)
            return False
        self._remember(digest(flow))
        if answer["failed"]:
            said = f"{len(answer['failed'])} of the clinic's {len(listed)} scripts went wrong."
            failures = [
                {"what": one["name"], "said": line}
                for one in answer["failed"]
                for line in one["failures"]
            ]
            work.fail("scripts_failed", said, failures)
        return not answer["failed"]

    async def _publishing(self, work: Work, intent: Intent, flow: str) -> None:
        work.stage, work.progress = "publish", {}
        drafted, now = intent.drafted, self._clock()
        try:
            row = await publish_draft(
                self._database,
                drafted.scope,
                codec.loads(flow),
                drafted.files,
                now,
                by=intent.by,
                note=intent.note,
                over=intent.over,
            )
        except Stale as stale:
            work.fail("stale", "Another version was published meanwhile; look at it first.")
            work.result = {"by": stale.by, "at": stale.at.isoformat() if stale.at else None}
            return
        await forget(self._database, drafted.scope, drafted.flow, revision=intent.revision)
        work.result = {"version_id": row.id, "number": row.number}
        work.stage, work.status = "done", "done"
        try:
            await self._prepare(drafted.scope)
        except Exception as fault:  # it is looked after again by who makes clinics ready
            _log.error("a clinic is not ready for its new version: %s", type(fault).__name__)

    async def _long(self, question: str, given: Mapping[str, Any], work: Work) -> dict[str, Any]:
        def told(progress: Mapping[str, Any]) -> None:
            work.progress.update(progress)
            work.stage = progress.get("stage", work.stage)

        async with self._room:
            return await self.bench.work(question, given, told)

    def _remember(self, proved: str) -> None:
        self._proved[proved] = None
        while len(self._proved) > PROVED:
            del self._proved[next(iter(self._proved))]
