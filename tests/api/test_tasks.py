"""Tasks, workflows, escalations and notices through the API."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from clinic.store.escalations import escalated
from tests.api.conftest import Server
from tests.api.test_chat import Chat
from tests.api.test_patients import entered

NUMBER = "+15125550142"


def left(server: Server, **more: Any) -> dict[str, Any]:
    given = {"request_type": "callback", "patient_name": "Ana Ruiz", "callback_number": NUMBER}
    answer = server.post("/api/tasks", {**given, **more})
    assert answer.status_code == 201, answer.text
    task: dict[str, Any] = answer.json()
    return task


def do(server: Server, task: dict[str, Any], action: str, role: str = "staff", **more: Any) -> Any:
    return server.post(f"/api/tasks/{task['id']}/{action}", more, role=role)


def test_a_task_has_the_fields_of_the_contract(server: Server) -> None:
    task = left(server, details={"preferred_date": "Next Tuesday"})
    assert {
        "task_id": "TASK-2026-0001",
        "patient_name": "Ana Ruiz",
        "callback_number": NUMBER,
        "request_type": "callback",
        "priority": "normal",
        "details": {"preferred_date": "Next Tuesday"},
        "call_transcript": None,
        "call_recording_url": None,
        "status": "pending",
    }.items() <= task.items()
    assert "created_at" in task
    by_number = server.get("/api/tasks/TASK-2026-0001").json()
    assert by_number == task


def test_what_nobody_could_read_is_refused_in_a_sentence(server: Server) -> None:
    deep: Any = "bottom"
    for _ in range(400):
        deep = [deep]
    given = {"request_type": "callback", "details": {"a": deep}}
    answer = server.post("/api/tasks", given)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


def test_what_a_call_left_comes_with_its_words_for_whoever_asks(server: Server) -> None:
    chat = Chat(server)
    chat.say("I want to talk to a human")
    (task,) = server.get("/api/tasks").json()["items"]
    assert (task["request_type"], task["call_transcript"]) == ("escalated_call", None)
    path = f"/api/tasks/{task['id']}"
    assert server.get(path).json()["call_transcript"] is None
    told = server.get(path, params={"transcript": True}).json()["call_transcript"]
    assert "caller: I want to talk to a human" in told
    by_hand = left(server)
    alone = server.get(f"/api/tasks/{by_hand['id']}", params={"transcript": True}).json()
    assert alone["call_transcript"] is None


def test_actions_go_by_the_table_and_stand_in_the_history(server: Server) -> None:
    task = left(server)
    assert do(server, task, "start").json()["status"] == "in_progress"
    assert do(server, task, "call_back", note="no answer").json()["status"] == "in_progress"
    assert do(server, task, "flag").json()["flagged"]
    assert do(server, task, "complete").json()["status"] == "completed"
    again = do(server, task, "complete")
    assert (again.status_code, again.json()["detail"]) == (409, "This task is completed already.")
    assert do(server, task, "reopen").json()["status"] == "pending"
    assert server.delete(f"/api/tasks/{task['id']}").status_code == 204
    assert server.delete(f"/api/tasks/{task['id']}").status_code == 409
    assert server.get(f"/api/tasks/{task['id']}").json()["status"] == "cancelled"
    history = server.get(f"/api/tasks/{task['id']}/steps").json()
    assert {one["action"] for one in history} == {
        "created",
        "start",
        "call_back",
        "flag",
        "complete",
        "reopen",
        "cancel",
    }
    assert [one["note"] for one in history if one["action"] == "call_back"] == ["no answer"]
    assert do(server, task, "explode").status_code == 422
    assert do(server, {"id": "nothing"}, "start").status_code == 404


def test_only_a_doctor_decides(server: Server) -> None:
    task = left(server, request_type="prescription_refill", owner="doctor")
    for role in ("staff", "admin", "practice_admin"):
        assert do(server, task, "approve", role).status_code == 403
    assert do(server, task, "reject", "doctor").status_code == 409
    decided = do(server, task, "approve", "doctor").json()
    assert (decided["status"], decided["decision"]) == ("completed", "approved")
    (follow_up,) = [
        one for one in server.get("/api/tasks").json()["items"] if one["parent_id"] == task["id"]
    ]
    assert (follow_up["owner"], follow_up["status"]) == ("staff", "pending")
    assert do(server, left(server), "approve", "doctor").status_code == 409


def test_a_task_is_assigned_and_corrected(server: Server) -> None:
    task = left(server)
    given = do(server, task, "assign", assignee_id="doctor_riverside").json()
    assert (given["assignee_id"], given["owner"]) == ("doctor_riverside", "doctor")
    assert do(server, task, "assign", assignee_id="doctor_elsewhere").status_code == 409
    assert do(server, task, "assign").status_code == 409
    path = f"/api/tasks/{task['id']}"
    changed = server.patch(
        path, {"priority": "urgent", "details": {"a": 1}, "callback_number": "512 555 0177"}
    ).json()
    assert (changed["priority"], changed["details"]) == ("urgent", {"a": 1})
    assert changed["callback_number"] == "+15125550177"
    assert server.patch(path, {"callback_number": "555-0123"}).status_code == 422
    assert server.patch(path, {"patient_id": "nobody"}).status_code == 409
    assert server.patch(path, {"priority": None}).json()["priority"] == "urgent"
    assert server.patch("/api/tasks/nothing", {}).status_code == 404


def test_tasks_are_found_filtered_and_grouped(server: Server) -> None:
    soon = left(server, due_at="2026-03-02T16:00:00+00:00")
    later = left(server, request_type="referral", owner="doctor", patient_name="Bea Ortiz")
    last = left(server, callback_number="+15125550177", priority="low")

    def listed(**query: Any) -> list[str]:
        answer = server.get("/api/tasks", params=query)
        assert answer.status_code == 200, answer.text
        return [one["id"] for one in answer.json()["items"]]

    assert listed() == [soon["id"], later["id"], last["id"]]
    assert listed(order="newest") == sorted(listed(), reverse=True)
    assert listed(owner="doctor") == listed(request_type="referral") == [later["id"]]
    assert listed(priority="low") == [last["id"]]
    assert listed(status=["completed", "cancelled"]) == []
    assert len(listed(status=["new"])) == 3
    assert listed(status=["in-progress"]) == []
    server.clock.pass_time(hours=1)
    server.forget()
    assert listed(overdue=True) == [soon["id"]]
    for order in ("due", "newest"):
        seen: list[str] = []
        query: dict[str, Any] = {"limit": 1, "order": order}
        while True:
            page = server.get("/api/tasks", params=query).json()
            assert "items" in page, page
            seen += [one["id"] for one in page["items"]]
            if page["next"] is None:
                break
            query["cursor"] = page["next"]
        assert seen == listed(order=order)

    def search(**given: Any) -> list[str]:
        answer = server.post("/api/tasks/search", given)
        return [one["id"] for one in answer.json()["items"]]

    assert search(surname="Ortiz") == [later["id"]]
    assert search(phone="512-555-0177") == [last["id"]]
    assert search(number=soon["task_id"].lower(), status=["pending"]) == [soon["id"]]
    assert server.post("/api/tasks/search", {}).status_code == 422
    assert server.post("/api/tasks/search", {"phone": "1"}).status_code == 422
    by_type = server.get("/api/tasks/groups").json()
    assert by_type == {"callback": 2, "referral": 1}
    by_owner = server.get("/api/tasks/groups", params={"by": "owner", "status": "pending"})
    assert by_owner.json() == {"staff": 2, "doctor": 1}
    do(server, soon, "complete")
    figures = server.get("/api/tasks/figures").json()
    assert (figures["tasks"], figures["completed"], figures["in_time"]) == (3, 1, 0.0)
    assert figures["completion_rate"] == 0.3333


def test_a_workflow_goes_step_by_step(server: Server) -> None:
    ana = entered(server)
    names = [one["name"] for one in server.get("/api/workflows").json()]
    assert names == ["new_patient_onboarding", "treatment_plan_execution"]
    given = {"workflow": names[0], "patient_id": ana["id"]}
    begun = server.post("/api/workflows/runs", given)
    assert begun.status_code == 201
    assert server.post("/api/workflows/runs", given).status_code == 409
    run = begun.json()
    do(server, {"id": run["steps"][0]["task_id"]}, "complete")
    path = f"/api/workflows/runs/{run['id']}"
    statuses = [one["status"] for one in server.get(path).json()["steps"]]
    assert statuses == ["completed", "pending", "waiting", "waiting"]
    listed = server.get("/api/workflows/runs", params={"patient_id": ana["id"]}).json()
    assert [one["id"] for one in listed["items"]] == [run["id"]]
    assert server.post(f"{path}/cancel").json()["status"] == "cancelled"
    assert server.post(f"{path}/cancel").status_code == 409
    for wrong in ({**given, "workflow": "nothing"}, {**given, "patient_id": "nobody"}):
        assert server.post("/api/workflows/runs", wrong).status_code == 404
    assert server.get("/api/workflows/runs/nothing").status_code == 404


@pytest.mark.parametrize("prefix", ["/api/escalations", "/api/escalation"])
def test_escalations_are_reviewed(server: Server, prefix: str) -> None:
    chat = Chat(server)
    chat.say("I want to talk to a human")
    call_id = f"chat-{chat.session}"

    async def note() -> None:
        await escalated(server.house.database, server.scope, call_id, "human", server.clock())

    server.run(note)
    (one,) = server.get(prefix).json()["items"]
    assert (one["call_id"], one["reason"], one["label"]) == (call_id, "human", None)
    (waiting,) = server.get(f"{prefix}/review").json()["items"]
    assert waiting["escalation"]["id"] == one["id"]
    path = f"{prefix}/{one['id']}"
    assert server.post(f"{path}/label", {"label": "nice"}).status_code == 422
    assert server.post(f"{path}/label", {"label": "needless"}).json()["label"] == "needless"
    assert server.get(path).json()["label"] == "needless"
    assert server.get(f"{prefix}/review").json()["items"] == []
    assert server.get(prefix, params={"unlabelled": True}).json()["items"] == []
    server.clock.pass_time(minutes=1)
    rates = server.get(f"{prefix}/rates").json()
    assert (rates["calls"], rates["escalation_rate"], rates["needless_rate"]) == (1, 1.0, 1.0)
    assert rates["at_most"]["needless_rate"] == 0.2
    stranger = server.as_("practice_admin", "elsewhere")
    assert server.client.get(path, headers=stranger).status_code == 404
    answer = server.client.post(f"{path}/label", headers=stranger, json={"label": "late"})
    assert answer.status_code == 404


def test_notices_are_read_by_each_for_themselves(server: Server) -> None:
    task = left(server)
    left(server, owner="doctor", request_type="referral")
    do(server, task, "assign", assignee_id="staff_riverside")

    def mine(role: str = "staff", **query: Any) -> dict[str, Any]:
        page: dict[str, Any] = server.get("/api/notifications", role=role, params=query).json()
        return page

    first = mine()
    assert sorted(one["kind"] for one in first["items"]) == ["task.assigned", "task.created"]
    assert first["unread"] == 2
    assert [one["kind"] for one in mine("doctor")["items"]] == ["task.created"]
    notice = next(one for one in first["items"] if one["role"] == "staff")
    assert notice["reference"] == task["id"]
    path = f"/api/notifications/{notice['id']}"
    assert server.post(f"{path}/read").status_code == 204
    assert server.post(f"{path}/read", role="doctor").status_code == 404
    assert mine()["unread"] == 1
    assert len(mine(unread=True)["items"]) == 1
    assert mine("admin")["unread"] == 1
    assert server.post("/api/notifications/read-all").json() == {"notices": 1}
    assert server.delete(path).status_code == 204
    assert server.delete(path).status_code == 404
    assert len(mine()["items"]) == 1
    assert server.post("/api/notifications/clear").json() == {"notices": 1}
    assert mine()["items"] == []
    assert mine("admin")["unread"] == 1


def test_somebody_elses_tasks_do_not_exist(server: Server) -> None:
    task = left(server)
    stranger = server.as_("doctor", "elsewhere")
    for path in (f"/api/tasks/{task['id']}", f"/api/tasks/{task['id']}/steps"):
        assert server.client.get(path, headers=stranger).status_code == 404
    for action in ("complete", "approve", "cancel"):
        answer = server.client.post(f"/api/tasks/{task['id']}/{action}", headers=stranger)
        assert answer.status_code == 404
    assert server.client.get("/api/tasks", headers=stranger).json()["items"] == []
    assert server.client.get("/api/tasks/groups", headers=stranger).json() == {}
    assert server.client.get("/api/tasks").status_code == 401


def test_the_clock_of_a_task_is_that_of_its_priority(server: Server) -> None:
    due = datetime.fromisoformat(left(server, priority="urgent")["due_at"])
    assert due - server.clock() == timedelta(hours=1)
