"""Flows edited over the API: drafts, checks, the form, publishing and going back."""

from typing import Any

import pytest

from tests.api.conftest import Server

FLOW = "/api/flows/dental_reception"


def files(server: Server) -> dict[str, str]:
    """The texts of the draft, or those in force, by name."""
    answer = server.get(f"{FLOW}/draft")
    assert answer.status_code == 200, answer.text
    return {one["name"]: one["text"] for one in answer.json()["files"]}


def sent(texts: dict[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "text": text} for name, text in texts.items()]


def put(server: Server, path: str, body: Any, role: str = "admin") -> Any:
    return server.client.put(path, json=body, headers=server.as_(role))


def edited(server: Server, old: str, new: str) -> list[dict[str, str]]:
    texts = files(server)
    own = "dental_reception.yaml"
    assert old in texts[own]
    return sent({**texts, own: texts[own].replace(old, new, 1)})


def test_the_clinic_has_its_flow_and_its_texts(server: Server) -> None:
    (flow,) = server.get("/api/flows").json()
    assert flow["name"] == "dental_reception"
    assert flow["published"]["number"] == 1
    assert not flow["has_draft"]
    draft = server.get(f"{FLOW}/draft").json()
    assert (draft["revision"], draft["changed"]) == (0, False)
    kinds = [(one["kind"], one["language"]) for one in draft["files"]]
    assert kinds == [
        ("flow", None),
        ("examples", None),
        ("language", "es"),
        ("examples", "es"),
        ("clinic", None),
    ]


def test_a_sound_draft_has_a_picture_and_a_mistake_has_its_mend(server: Server) -> None:
    sound = server.post(f"{FLOW}/check", {}).json()
    assert sound["problems"] == []
    assert any(node["id"] == "book_appointment.offer.opening" for node in sound["graph"]["nodes"])
    assert {"from", "to", "label"} == set(sound["graph"]["edges"][0])
    wrong = edited(server, "collect: [preferred_time]", "collect: [prefered_time]")
    found = server.post(f"{FLOW}/check", {"files": wrong}).json()
    assert found["graph"] is None
    (mend,) = [mend for one in found["problems"] for mend in one["mends"]]
    assert mend["text_edit"]["text"] == "preferred_time"


@pytest.mark.parametrize("role", ["admin", "practice_admin"])
def test_a_draft_is_saved_over_what_was_read_and_nothing_else(server: Server, role: str) -> None:
    changed = edited(server, "Thank you for calling. Have a great day!", "Goodbye!")
    first = put(server, f"{FLOW}/draft", {"revision": 0, "files": changed}, role)
    assert first.status_code == 200, first.text
    assert first.json()["revision"] == 1
    assert first.json()["changed"]
    second = put(server, f"{FLOW}/draft", {"revision": 0, "files": changed}, "admin")
    assert (second.status_code, second.json()["code"]) == (409, "stale")
    assert f"{role}@riverside.example saved this draft at 09:15" in second.json()["detail"]
    assert files(server) == {one["name"]: one["text"] for one in changed}
    assert server.delete(f"{FLOW}/draft", "admin").status_code == 204
    assert server.get(f"{FLOW}/draft").json()["revision"] == 0
