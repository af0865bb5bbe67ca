"""The token of a stream: once, for a minute, for who was given it."""

import asyncio
from datetime import timedelta

import pytest

from clinic.store.database import Database
from clinic.store.keyring import Keyring, new_key, parse
from clinic.store.lines import open_line
from clinic.store.scope import Scope
from telephony.twilio.stream_token import GOOD_FOR, LONGEST, BadToken, StreamTokens
from tests.databases import NOW, InStore

CALL = "CA0123456789abcdef0123456789abcdef"
NUMBER = "+15125550142"


class Clock:
    def __init__(self) -> None:
        self.at = NOW

    def __call__(self):  # type: ignore[no-untyped-def]
        return self.at


def test_a_token_opens_once_in_any_process(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        clock = Clock()
        one, other = StreamTokens(database, clock), StreamTokens(database, clock)
        await open_line(database, scope, CALL, NOW)
        token = one.issue(CALL, scope, NUMBER)
        ticket = await other.redeem(token)
        assert (ticket.call_id, ticket.scope, ticket.caller) == (CALL, scope, NUMBER)
        assert NUMBER not in repr(ticket)
        for each in (one, other):
            with pytest.raises(BadToken, match="used"):
                await each.redeem(token)
            with pytest.raises(BadToken, match="used"):
                await each.redeem(one.issue(CALL, scope, NUMBER))

    in_store(work)


def test_two_processes_at_once_are_one_too_many(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        made = [StreamTokens(database, Clock()) for _ in range(8)]
        token = made[0].issue(CALL, scope, None)
        ends = await asyncio.gather(*(one.redeem(token) for one in made), return_exceptions=True)
        assert sum(not isinstance(end, BadToken) for end in ends) == 1

    in_store(work)


def test_a_token_is_good_for_a_minute(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        clock = Clock()
        tokens = StreamTokens(database, clock)
        token = tokens.issue(CALL, scope, NUMBER)
        clock.at += GOOD_FOR + timedelta(seconds=1)
        with pytest.raises(BadToken, match="expired"):
            await tokens.redeem(token)

    in_store(work)


@pytest.mark.parametrize("token", ["", "nonsense", "=", "ä", "x" * 10_000, "AAAA"])
def test_nonsense_opens_nothing(in_store: InStore, token: str) -> None:
    async def work(database: Database) -> None:
        with pytest.raises(BadToken, match="invalid"):
            await StreamTokens(database, Clock()).redeem(token)

    in_store(work)


def test_a_changed_token_opens_nothing(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        tokens = StreamTokens(database, Clock())
        token = tokens.issue(CALL, scope, NUMBER)
        for place in range(0, len(token), 7):
            other = "A" if token[place] != "A" else "B"
            with pytest.raises(BadToken, match="invalid"):
                await tokens.redeem(token[:place] + other + token[place + 1 :])

    in_store(work)


def test_a_token_fits_into_a_parameter_and_tells_nothing(url: str) -> None:
    keyring: Keyring = parse(new_key("k" * 20))
    database = Database(url, keyring)
    tokens = StreamTokens(database, Clock())
    longest = Scope("p" * 40, "c" * 40)
    token = tokens.issue("CA" + "f" * 32, longest, "+123456789012345")
    assert len(token) <= LONGEST
    assert "12345" not in token
    asyncio.run(database.close())
