"""Tests that a clinic makes of its calls: kept if they pass, run, changed, thrown away."""

from typing import Any

import pytest

from tests.api.conftest import Server
from tests.api.test_chat import Chat, book

SCRIPT = """\
call: asks when you are open
turns:
  - caller: when are you open?
  - caller: no, thank you
expect: {disposition: answered}
"""


def booked(server: Server) -> str:
    """The id of a call in which John Smith booked a cleaning."""
    chat = Chat(server)
    chat.say("")
    book(chat)
    chat.say("no, that's all")
    return f"chat-{chat.session}"


def put(server: Server, name: str, text: str, role: str = "admin") -> Any:
    path = f"/api/scripts/{name}"
    return server.client.put(path, json={"text": text}, headers=server.as_(role))


def test_a_test_is_made_of_a_call_without_the_caller_in_it(server: Server) -> None:
    call_id = booked(server)
    made = server.post(f"/api/calls/{call_id}/script", {})
    assert made.status_code == 201, made.text
    told = made.json()
    assert (told["name"], told["call_id"]) == ("book-appointment-booked", call_id)
    assert told["about"] == "book appointment, booked"
    for real in ("John", "Smith", "555 0142", "5550142", call_id):
        assert real not in told["text"]
    assert "disposition: booked" in told["text"]
    (listed,) = server.get("/api/scripts").json()
    assert (listed["name"], listed["text"]) == (told["name"], None)
    assert server.get(f"/api/scripts/{told['name']}").json()["text"] == told["text"]
    again = server.post(f"/api/calls/{call_id}/script", {}).json()
    assert again["name"] == "book-appointment-booked-2"
    (run, other) = server.post("/api/scripts/run", {}, role="admin").json()
    assert (run["passed"], run["failures"], other["passed"]) == (True, [], True)


def test_a_call_under_way_is_no_test(server: Server) -> None:
    chat = Chat(server)
    chat.say("I need a cleaning")
    refused = server.post(f"/api/calls/chat-{chat.session}/script", {})
    assert (refused.status_code, refused.json()["code"]) == (409, "call")
    assert server.post("/api/calls/nowhere/script", {}).status_code == 404


def test_admins_write_scripts_and_everybody_reads_them(server: Server) -> None:
    assert put(server, "hours", SCRIPT, "staff").status_code == 403
    kept = put(server, "hours", SCRIPT)
    assert kept.status_code == 200, kept.text
    assert kept.json()["about"] == "asks when you are open"
    assert server.get("/api/scripts/hours", role="doctor").json()["text"] == SCRIPT.strip()
    wrong = put(server, "hours", SCRIPT.replace("answered", "booked")).json()
    assert wrong["user_id"] == "admin_riverside"
    (run,) = server.post("/api/scripts/run", {"names": ["hours"]}, role="admin").json()
    assert not run["passed"]
    assert "expected disposition booked, but it is answered" in run["failures"][0]
    assert server.post("/api/scripts/run", {"names": []}, role="admin").json() == []
    assert server.delete("/api/scripts/hours", role="admin").status_code == 204
    assert server.get("/api/scripts/hours").status_code == 404
    assert server.delete("/api/scripts/hours", role="admin").status_code == 404


@pytest.mark.parametrize("text", ["call: nothing", "- a list", "call: [", "call: x\nturns: 3"])
def test_what_is_no_script_is_refused_with_its_place(server: Server, text: str) -> None:
    refused = put(server, "mine", text)
    assert (refused.status_code, refused.json()["code"]) == (422, "script")
    assert "line" in refused.json()["detail"]


def test_a_name_that_tells_somebody_is_not_taken(server: Server) -> None:
    assert put(server, "Ana%20Ruiz", SCRIPT).status_code == 422
    refused = server.post(f"/api/calls/{booked(server)}/script", {"name": "Ana Ruiz"})
    assert refused.status_code == 422
