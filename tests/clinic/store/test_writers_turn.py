"""The line before the only writer: order, who goes first, and who gives up waiting."""

import asyncio

from clinic.store.writers_turn import WritersTurn


def test_the_first_line_passes_the_other_and_each_keeps_its_order() -> None:
    async def work() -> list[str]:
        turn, served = WritersTurn(), list[str]()

        async def one(name: str, first: bool) -> None:
            async with turn.taken(first=first):
                served.append(name)
                await asyncio.sleep(0)

        async with asyncio.TaskGroup() as group:
            for name in ("a", "b", "C", "d", "E"):
                group.create_task(one(name, name.isupper()))
        return served

    assert asyncio.run(work()) == ["a", "C", "E", "b", "d"]


def test_who_gives_up_waiting_holds_nobody_up() -> None:
    async def work() -> list[str]:
        turn, served = WritersTurn(), list[str]()

        async def one(name: str) -> None:
            async with turn.taken():
                served.append(name)

        async with turn.taken():
            early, late, last = (asyncio.create_task(one(name)) for name in ("x", "y", "z"))
            await asyncio.sleep(0)
            early.cancel()
            await asyncio.sleep(0)
        late.cancel()  # in the moment in which it got the turn
        await asyncio.wait([early, late, last])
        async with turn.taken():
            return served

    assert asyncio.run(work()) == ["z"]


def test_an_exception_passes_the_turn_on() -> None:
    async def work() -> bool:
        turn = WritersTurn()
        try:
            async with turn.taken():
                raise ValueError
        except ValueError:
            pass
        async with asyncio.timeout(1), turn.taken():
            return True

    assert asyncio.run(work())
