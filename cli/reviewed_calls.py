"""What people said in their reviews of a server's calls: sentences, and what they mean.

A sentence is taken only as it stands and only if it tells of nobody: words in which anything looks
like a name, a number or a date stay where they are, and are counted. What somebody wrote as an
example in its place is looked at in the same way.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import col

from cli import store
from clinic.store.database import Database
from clinic.store.event_log import events
from clinic.store.flow_versions import flow_of
from clinic.store.reviews import all_reviews
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from clinic.store.tables.review import CallReview
from engine.flow import Flow
from nlu.model.disguise import Disguise
from telephony.channel import for_channel
from telephony.transcript import Line, read_again


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a review, and what it means. `where` names the call and the line."""

    words: str
    intent: str
    where: str


@dataclass(frozen=True, slots=True)
class Found:
    """What reviews hold for a flow, and how many sentences tell of somebody and were left."""

    said: tuple[Said, ...]
    private: int


def reviewed(flow: Flow) -> Found:
    """The sentences of all reviews of calls that ran on a flow. Raises `Failure`."""
    return asyncio.run(_reviewed(flow))


async def _reviewed(flow: Flow) -> Found:
    said: list[Said] = []
    async with store.opened(store.settings()) as work:
        for scope in await store.scopes(work.database):
            for review in await all_reviews(work.database, scope):
                said += await _of(work.database, scope, review, flow)
    disguise = Disguise(flow)
    language = flow.language[:2]
    now = store.now()
    public = tuple(
        one
        for one in said
        if disguise.of(one.words, now, language).as_said and disguise.is_everyday(one.words)
    )
    return Found(public, len(said) - len(public))


async def _of(database: Database, scope: Scope, review: CallReview, flow: Flow) -> list[Said]:
    async with database.reading() as session:
        query = scope.rows(CallRow).where(col(CallRow.id) == review.call_id)
        call: CallRow | None = await session.scalar(query)
    if call is None or call.flow_version_id is None:
        return []
    ran = await flow_of(database, scope, call.flow_version_id)
    if ran.name != flow.name:
        return []
    kept = await events(database, scope, call.id)
    _, lines = read_again(for_channel(ran, call.channel), kept)
    return list(_sentences(review, lines))


def _sentences(review: CallReview, lines: list[Line]) -> Iterator[Said]:
    """The lines that mean something else, and the example that was suggested."""
    example = review.example
    for meant in review.intents or ():
        number = meant["line"]
        if example is not None and example.get("line") == number:
            continue
        if number < len(lines) and lines[number].who == "caller":
            where = f"call {review.call_id}, line {number}"
            yield Said(lines[number].text, meant["intent"], where)
    if example is not None:
        yield Said(example["text"], example["intent"], f"call {review.call_id}, its example")
