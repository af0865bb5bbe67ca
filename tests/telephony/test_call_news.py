"""Every line of a call once, in the order and with the numbers of its transcript."""

from agent_config.flow_file import load_flow
from engine.advance import start
from engine.call import Call
from engine.commands import Say
from engine.events import Heard, Keyed
from engine.safety import Alarm
from telephony.call_news import News
from telephony.record import Record, Step
from tests.databases import NOW

FLOW = load_flow("dental_reception")


def in_state(state: str) -> Call:
    call = start(FLOW)
    call.state = state
    return call


def said(words: str, *answers: str) -> Step:
    commands = tuple(Say(one, "prompts.x") for one in answers)
    heard = Heard(at=NOW, words=words, alarm=Alarm())
    return Step(heard, in_state("QUALIFY"), in_state("COLLECT"), commands)


def lines(news: News, record: Record) -> list[tuple[int, str, str, str]]:
    return [(one.number, one.who, one.text, one.state) for one in news.look(record)]


def test_a_line_is_told_once_and_what_failed_is_told_again() -> None:
    record, news = Record(), News()
    record.steps.append(said("hello", "Hi.", "How can I help?"))
    first = [
        (0, "caller", "hello", "QUALIFY"),
        (1, "agent", "Hi.", "COLLECT"),
        (2, "agent", "How can I help?", "COLLECT"),
    ]
    assert lines(news, record) == first
    assert lines(news, record) == first, "nobody was told yet"
    news.told()
    assert lines(news, record) == []
    keyed = Keyed(at=NOW, digits="0")
    record.steps.append(Step(keyed, in_state("COLLECT"), in_state("COLLECT"), ()))
    assert lines(news, record) == [(3, "caller", "[keys 0]", "COLLECT")]


def test_what_comes_while_it_is_told_is_told_next() -> None:
    record, news = Record(), News()
    record.steps.append(said("hello"))
    assert len(news.look(record)) == 1
    record.steps.append(said("a cleaning"))
    news.told()
    assert lines(news, record) == [(1, "caller", "a cleaning", "QUALIFY")]


def test_a_call_that_goes_on_elsewhere_keeps_its_numbers() -> None:
    record, news = Record(), News()
    record.steps += [said("hello", "Hi."), said("a cleaning", "For whom?")]
    news.skip(record, 1)
    assert lines(news, record) == [
        (2, "caller", "a cleaning", "QUALIFY"),
        (3, "agent", "For whom?", "COLLECT"),
    ]
