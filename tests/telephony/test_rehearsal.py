"""Rehearsals: every kind of caller, no rule broken, and the same calls again for the same seed."""

import gzip
import json
from pathlib import Path

import pytest

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from engine.flow import Flow
from nlu.understand import Understanding
from telephony import rehearsal
from telephony.caller import PERSONALITIES
from telephony.rehearsal import goals_of, read_utterances, rehearse

CALLS = 60


@pytest.fixture(scope="module")
def flow() -> Flow:
    return load_flow("dental_reception", load_clinic("riverside_dental"))


@pytest.fixture(scope="module")
def understanding(flow: Flow) -> Understanding:
    return Understanding(flow)


@pytest.mark.parametrize(
    "name", ["dental_reception", "medical_reception", "reminder", "recall", "follow_up"]
)
def test_no_caller_however_odd_breaks_a_rule(name: str) -> None:
    flow = load_flow(name)
    done = rehearse(flow, Understanding(flow), calls=CALLS, seed=11)
    assert done.as_json()["broken"] == []
    assert len(done.calls) == CALLS
    assert {call.outcome.state for call in done.calls} == {"END"}


def test_the_same_seed_makes_the_same_calls(flow: Flow, understanding: Understanding) -> None:
    first = rehearse(flow, understanding, calls=12, seed=3)
    again = rehearse(flow, understanding, calls=12, seed=3)
    other = rehearse(flow, understanding, calls=12, seed=4)
    digests = [[call.outcome.digest for call in each.calls] for each in (first, again, other)]
    assert digests[0] == digests[1] != digests[2]
    assert first.as_json() == again.as_json()


def test_the_summary_adds_up(flow: Flow, understanding: Understanding) -> None:
    done = rehearse(flow, understanding, calls=CALLS, seed=5)
    plain = done.as_json()
    ends = ("completed", "handed_over", "abandoned")
    assert plain["calls"] == CALLS == sum(plain[end] for end in ends)
    assert list(plain["personalities"]) == list(PERSONALITIES)
    assert sum(each["calls"] for each in plain["personalities"].values()) == CALLS
    assert plain["turns_most"] >= plain["turns_mean"] > 1
    assert plain["personalities"]["patient"]["completed"] > CALLS / 6 / 2
    assert plain["coverage"]["states"]["percent"] == 100
    json.dumps(plain)


def test_only_the_callers_asked_for(flow: Flow, understanding: Understanding) -> None:
    done = rehearse(flow, understanding, calls=4, personalities=["silent", "angry"])
    assert [call.personality for call in done.calls] == ["silent", "angry"] * 2
    assert set(done.as_json()["personalities"]) == {"silent", "angry"}


@pytest.mark.parametrize("personalities", [["rude"], []])
def test_unknown_callers_are_refused(
    flow: Flow, understanding: Understanding, personalities: list[str]
) -> None:
    with pytest.raises(ValueError, match="no such caller"):
        rehearse(flow, understanding, personalities=personalities)


def test_no_calls_are_a_summary_of_nothing(flow: Flow, understanding: Understanding) -> None:
    plain = rehearse(flow, understanding, calls=0).as_json()
    assert (plain["calls"], plain["turns_mean"], plain["turns_most"]) == (0, 0.0, 0)


def test_a_loop_would_be_found(
    flow: Flow, understanding: Understanding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rehearsal, "MOST_TURNS", 1)
    done = rehearse(flow, understanding, calls=1)
    assert "did not end" in done.broken[0].broken[0]


def test_goals_are_those_of_the_flow(flow: Flow) -> None:
    goals = goals_of(flow)
    assert goals.count("book_appointment") >= len(goals) / 4
    assert {"human", "emergency", "parking", "running_late"} <= set(goals)


def test_utterances_are_read_from_a_folder(tmp_path: Path) -> None:
    inner = tmp_path / "more"
    inner.mkdir()
    with gzip.open(tmp_path / "a.jsonl.gz", "wt") as rows:
        rows.write('{"text": "one"}\n{"id": 1}\n')
    with gzip.open(inner / "b.jsonl.gz", "wt") as rows:
        rows.write('{"text": "two"}\n')
    (tmp_path / "notes.txt").write_text("three")
    assert read_utterances(tmp_path) == ("one", "two")


@pytest.mark.parametrize(
    "content",
    [
        b"plain text",
        gzip.compress(b"no JSON\n", mtime=0),
        gzip.compress(b'{"a": 1}\n', mtime=0)[:-9],
    ],
)
def test_what_holds_no_utterances_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd.jsonl.gz").write_bytes(content)
    with pytest.raises(ValueError, match=r"odd\.jsonl\.gz: these are no gzipped JSON lines"):
        read_utterances(tmp_path)


def test_rows_that_are_no_maps_hold_no_utterance(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'["text"]\n5\n{"text": "one"}\n', mtime=0))
    assert read_utterances(tmp_path) == ("one",)


def test_whom_we_call_wants_what_we_call_about_every_other_time() -> None:
    goals = goals_of(load_flow("recall"))
    assert goals.count("book_appointment") == len(goals) / 2
    done = rehearse(load_flow("follow_up"), Understanding(load_flow("follow_up")), calls=CALLS)
    begun = [call.outcome.transcript[0].text for call in done.calls]
    assert all("Riverside Dental" in text for text in begun)
    asked = [" ".join(entry.text for entry in call.outcome.transcript) for call in done.calls]
    assert any("sorry to have bothered you" in text for text in asked), "nobody else answered"
