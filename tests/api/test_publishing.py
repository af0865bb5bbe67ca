"""A draft becomes what calls run on: checked, proved, rehearsed; and an earlier one comes back."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from agent_config.clinic_file import load_clinic
from agent_config.draft import read_draft
from clinic.store import call_scripts
from clinic.store.event_log import EventLog
from clinic.store.flow_versions import flow_of, published
from clinic.store.profile import clinic_of
from engine.flow import Flow
from engine.prompts import REQUIRED_PROMPTS
from nlu.understand import Understanding
from telephony.publishing import publish_flow
from telephony.rehearsal import one_call
from telephony.workshop import bench
from tests.agent_config.conftest import FLOW as SMALL
from tests.api.conftest import Server
from tests.databases import NOW

PATH = "/api/flows/small"
_FIRST, _REST = SMALL.split("  book_appointment:\n", 1)
SHORT = _FIRST + "  callback:\n" + _REST.split("  callback:\n", 1)[1]
"""With one request, so that its proof takes no time."""
TEXT = SHORT + "".join(f'  {name}: "The {name}."\n' for name in REQUIRED_PROMPTS)
GOODBYE = '  goodbye: "The goodbye."\n'


def small_flow(text: str = TEXT) -> Flow:
    draft = read_draft("small", {"small.yaml": text}, load_clinic("riverside_dental"))
    assert draft.flow is not None, draft.problems
    return draft.flow


@pytest.fixture
def small(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """A server whose clinic answers with a small flow, for its proof takes a second.

    Long work does not give way here, or other tests would keep it waiting for minutes.
    """
    monkeypatch.setattr(bench, "LONG_NICE", 0)

    async def work() -> None:
        there = server.house
        files = {"small.yaml": TEXT}
        now = server.clock()
        await publish_flow(there.database, server.scope, small_flow(), now, by="cli", files=files)

    server.clock.pass_time(seconds=1)
    server.run(work)
    server.clock.pass_time(seconds=1)
    return server


def texts(server: Server, flow: str = "small") -> dict[str, str]:
    answer = server.get(f"/api/flows/{flow}/draft").json()
    return {one["name"]: one["text"] for one in answer["files"]}


def save(server: Server, old: str, new: str, name: str = "small.yaml", revision: int = 0) -> int:
    files = texts(server)
    assert old in files[name]
    files[name] = files[name].replace(old, new, 1)
    body = {"revision": revision, "files": [{"name": n, "text": t} for n, t in files.items()]}
    answer = server.client.put(f"{PATH}/draft", json=body, headers=server.as_("admin"))
    assert answer.status_code == 200, answer.text
    return int(answer.json()["revision"])


def ended(server: Server, path: str, until: Callable[[Any], bool] | None = None) -> Any:
    """What work came to; its kind must end by itself."""
    last = time.monotonic() + 60
    while time.monotonic() < last:
        answer = server.get(path)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        if body["status"] != "running" or (until is not None and until(body)):
            return body
        time.sleep(0.05)
    raise AssertionError(f"{path} does not end: {body}")


def publish(server: Server, revision: int, **more: Any) -> Any:
    answer = server.post(f"{PATH}/publish", {"revision": revision, **more}, "admin")
    assert answer.status_code == 202, answer.text
    return ended(server, f"{PATH}/publishings/{answer.json()['id']}")


def in_force(server: Server) -> str:
    version = server.run(published, server.house.database, server.scope)
    assert version is not None
    return str(version.id)


def kinds(server: Server) -> list[str]:
    """The live events so far."""
    from sqlalchemy import select
    from sqlmodel import col

    from clinic.store.tables.trail import LiveEvent

    async def work() -> list[str]:
        async with server.house.database.reading() as session:
            return list(await session.scalars(select(col(LiveEvent.kind))))

    return list(server.run(work))


def test_a_draft_is_published_told_and_gone_back_from(small: Server) -> None:
    before = in_force(small)
    revision = save(small, GOODBYE, '  goodbye: "So long."\n')
    changes = small.post(f"{PATH}/changes", {}).json()["changes"]
    assert changes == [
        {"kind": "wording", "text": 'prompts.goodbye (en) says "So long.", said "The goodbye."'}
    ]
    done = publish(small, revision, note="A shorter goodbye.")
    assert (done["status"], done["stage"], done["failures"]) == ("done", "done", [])
    assert done["version_id"] == in_force(small) != before
    flow = small.run(flow_of, small.house.database, small.scope, done["version_id"])
    assert flow.texts["en"]["prompts.goodbye"] == ("So long.",)
    assert kinds(small).count("flow.published") == 3
    assert small.get(f"{PATH}/draft").json()["revision"] == 0, "the draft is in force"
    assert "So long." in texts(small)["small.yaml"], "and its texts are kept"
    listed = small.get(f"{PATH}/versions").json()
    assert [(one["number"], one["in_force"], one["note"]) for one in listed] == [
        (3, True, "A shorter goodbye."),
        (2, False, None),
    ]
    assert listed[0]["by_name"] == "admin@riverside.example"
    small.clock.pass_time(minutes=1)
    back = small.post(f"{PATH}/versions/{before}/restore", role="admin")
    assert back.status_code == 200, back.text
    assert (in_force(small), back.json()["number"]) == (before, 2)
    assert "The goodbye." in texts(small)["small.yaml"]
    missing = small.post(f"{PATH}/versions/nothing/restore", role="admin")
    assert missing.status_code == 404


def test_the_clinics_hours_come_into_force_with_it_and_go_back_with_it(small: Server) -> None:
    before = in_force(small)
    wanted = {"changes": [{"key": "hours.sat", "texts": ["09:00-12:00"]}]}
    answer = small.client.put(f"{PATH}/form", json=wanted, headers=small.as_("admin"))
    files = answer.json()["files"]
    body = {"revision": 0, "files": files}
    saved = small.client.put(f"{PATH}/draft", json=body, headers=small.as_("admin"))
    assert saved.status_code == 200, saved.text
    form = small.get(f"{PATH}/form").json()
    assert {"day": "sat", "stretches": ["09:00-12:00"]} in form["hours"]
    assert publish(small, 1)["status"] == "done"
    clinic = small.run(clinic_of, small.house.database, small.scope)
    assert clinic.hours["sat"] == (("09:00", "12:00"),)
    small.clock.pass_time(minutes=1)
    assert small.post(f"{PATH}/versions/{before}/restore", role="admin").status_code == 200
    flow = small.run(flow_of, small.house.database, small.scope, in_force(small))
    assert "sat" not in flow.clinic.hours


def test_mistakes_are_not_published(small: Server) -> None:
    before = in_force(small)
    done = publish(small, save(small, "collect: [patient_name, c", "collect: [patient_nam, c"))
    assert (done["status"], done["code"], done["stage"]) == ("failed", "problems", "check")
    assert any("did you mean 'patient_name'?" in one["said"] for one in done["failures"])
    assert in_force(small) == before


def test_a_flow_that_breaks_a_rule_is_not_published_and_the_call_is_shown(small: Server) -> None:
    before = in_force(small)
    whole = SMALL + TEXT.removeprefix(SHORT)
    done = publish(small, save(small, TEXT, whole))
    assert (done["status"], done["code"], done["stage"]) == ("failed", "not_proved", "proof")
    (failure,) = done["failures"]
    assert (failure["what"], in_force(small)) == ("known", before)
    assert "{opening} where it is not known" in failure["said"]
    assert {line["who"] for line in failure["conversation"]} == {"agent", "caller"}


def test_a_clinics_script_that_goes_wrong_stops_it(small: Server) -> None:
    before = in_force(small)
    script = (
        "call: says goodbye\nflow: small\nclinic: riverside_dental\nturns:\n"
        '  - caller: "call me back"\n  - expect: {state: END}\n'
    )

    async def work() -> None:
        there = small.house.database
        await call_scripts.keep(there, small.scope, "goodbye", script, NOW, by="admin_riverside")

    small.run(work)
    done = publish(small, save(small, GOODBYE, '  goodbye: "Gone."\n'))
    assert (done["status"], done["code"], done["stage"]) == ("failed", "scripts_failed", "scripts")
    assert done["failures"][0]["what"] == "goodbye"
    assert "END" in done["failures"][0]["said"]
    assert in_force(small) == before


def test_who_comes_second_is_told_who_was_first(small: Server) -> None:
    revision = save(small, GOODBYE, '  goodbye: "One."\n')
    old = small.post(f"{PATH}/publish", {"revision": revision + 1}, "admin")
    assert (old.status_code, old.json()["code"]) == (409, "stale")
    assert "admin@riverside.example saved this draft at 09:15" in old.json()["detail"]
    other = small_flow(TEXT.replace(GOODBYE, '  goodbye: "Two."\n'))

    async def work() -> str:
        there = small.house.database
        by, files = "doctor_riverside", {"small.yaml": TEXT}
        return await publish_flow(there, small.scope, other, small.clock(), by=by, files=files)

    small.clock.pass_time(minutes=5)
    version = small.run(work)
    late = small.post(f"{PATH}/publish", {"revision": revision}, "admin")
    assert (late.status_code, late.json()["code"]) == (409, "stale")
    assert "doctor@riverside.example published another version at 09:20" in late.json()["detail"]
    assert publish(small, revision, over=version)["status"] == "done"
    gone = small.post(f"{PATH}/publish", {"revision": revision}, "admin")
    assert (gone.status_code, gone.json()["code"]) == (409, "stale")


def test_it_is_published_once_at_a_time(small: Server) -> None:
    revision = save(small, GOODBYE, '  goodbye: "Once."\n')
    first = small.post(f"{PATH}/publish", {"revision": revision}, "admin").json()["id"]
    second = small.post(f"{PATH}/publish", {"revision": revision}, "practice_admin")
    assert (second.status_code, second.json()["code"]) == (409, "under_way")
    assert ended(small, f"{PATH}/publishings/{first}")["status"] == "done"


def test_a_proof_tells_how_far_it_is_and_a_newer_one_takes_its_place(small: Server) -> None:
    long = small.post("/api/flows/dental_reception/proofs", {}, "admin").json()["id"]
    path = f"/api/flows/dental_reception/proofs/{long}"
    going = ended(small, path, until=lambda body: body["states_so_far"] > 0)
    assert going["status"] == "running"
    short = small.post(f"{PATH}/proofs", {}, "admin").json()["id"]
    assert ended(small, path)["status"] == "replaced"
    proof = ended(small, f"{PATH}/proofs/{short}")
    assert proof["status"] == "done"
    result = proof["result"]
    assert result["broken"] == []
    assert result["states"] > 100
    whos = {line["who"] for line in result["longest_conversation"]}
    assert whos == {"agent", "caller"}
    assert small.get(f"/api/flows/dental_reception/proofs/{short}").status_code == 404
    headers = small.as_("admin", "elsewhere")
    assert small.client.get(path, headers=headers).status_code == 404


def test_recorded_calls_are_run_again_and_the_trail_names_them(small: Server) -> None:
    made = one_call(
        small_flow(), Understanding(small_flow()), "callback", "patient", seed=3, number=1
    )
    events = [step.event for step in made.outcome.steps]
    call_id = events[0].call_id  # type: ignore[union-attr]
    version = in_force(small)

    async def work() -> None:
        from clinic.store.call_state import close

        log = EventLog(
            small.house.database,
            small.scope,
            call_id,
            spool=small.house.settings.data_dir / "spool",
            flow_version_id=version,
            channel="phone",
            kept=0,
        )
        for event in events:
            log.append(event)
        await log.close()
        last = made.outcome.steps[-1].after
        await close(small.house.database, small.scope, last, len(events), NOW)

    small.run(work)
    body = {"last": 10}
    begun = small.post(f"{PATH}/replays", body, "admin").json()["id"]
    same = ended(small, f"{PATH}/replays/{begun}")
    assert (same["status"], same["done"], same["of"]) == ("done", 1, 1)
    (call,) = same["calls"]
    assert (call["call_id"], call["changed"], call["diverged_at"]) == (call_id, False, None)
    assert call["before"] == call["after"]
    trail = small.get("/api/audit?resource=transcripts", "admin").json()["items"]
    (read,) = [one for one in trail if one["resource"] == "transcripts"]
    assert (read["action"], read["user_id"]) == ("read", "admin_riverside")
    assert call_id in str(read["changes"])
    for word in ("words", "caller", "+1512"):
        assert word not in str(call)


def test_a_version_without_its_texts_is_not_taken_for_another(small: Server) -> None:
    async def work() -> None:
        flow = replace(small_flow(), name="dental_reception")
        await publish_flow(small.house.database, small.scope, flow, small.clock(), by="cli")

    small.clock.pass_time(seconds=1)
    small.run(work)
    answer = small.get("/api/flows/dental_reception/draft")
    assert (answer.status_code, answer.json()["code"]) == (409, "no_source")
    assert "frontdesk clinic publish" in answer.json()["detail"]


@pytest.mark.parametrize("role", ["staff", "doctor"])
def test_who_may_only_look_changes_nothing(small: Server, role: str) -> None:
    assert small.post(f"{PATH}/check", {}, role).json()["problems"] == []
    for path in ("draft", "form", "versions", "schema"):
        assert small.get(f"{PATH}/{path}", role).status_code == 200
    for path in ("proofs", "replays", "publish", "versions/x/restore"):
        assert small.post(f"{PATH}/{path}", {"revision": 1}, role).status_code == 403
    body = {"revision": 0, "files": []}
    answer = small.client.put(f"{PATH}/draft", json=body, headers=small.as_(role))
    assert answer.status_code == 403


def test_another_practice_has_its_own_draft(small: Server) -> None:
    save(small, GOODBYE, '  goodbye: "Ours."\n')
    headers = small.as_("admin", "elsewhere")
    assert small.client.get(f"{PATH}/draft", headers=headers).status_code == 404
    theirs = small.client.get("/api/flows/dental_reception/draft", headers=headers)
    assert theirs.json()["revision"] == 0
    names = {one["name"] for one in theirs.json()["files"]}
    assert "elsewhere_dental.yaml" in names
    assert "riverside_dental.yaml" not in names
