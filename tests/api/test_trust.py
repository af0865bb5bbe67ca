"""The audit trail, its alerts, the people of a practice, its clinics and its vendors."""

from typing import Any

from sqlalchemy import text, update
from sqlmodel import col

from clinic.store.audit import BULK_READS, Deed, record
from clinic.store.tables.trail import AuditRow
from tests.api.conftest import PASSWORD, Server
from tests.api.test_chat import Chat


def trail(server: Server, **query: Any) -> list[dict[str, Any]]:
    page = server.get("/api/audit", role="admin", params={"limit": 200, **query}).json()
    found: list[dict[str, Any]] = page["items"]
    return found


def test_who_read_what_is_on_record_before_they_have_it(server: Server) -> None:
    chat = Chat(server)
    chat.say("When are you open?")
    server.get(f"/api/calls/chat-{chat.session}/transcript")
    (row,) = trail(server, resource="transcripts")
    assert (row["action"], row["user_id"]) == ("read", "staff_riverside")
    assert row["resource_id"] == f"chat-{chat.session}"
    assert (row["success"], row["phi_accessed"]) == (True, True)
    assert row["user_agent"]
    server.get("/api/transcripts/nothing")
    failed = trail(server, resource_id="nothing")
    assert [one["success"] for one in failed] == [False]


def test_a_refusal_and_a_sign_in_are_on_record_too(server: Server) -> None:
    assert server.get("/api/users", role="staff").status_code == 403
    (refused,) = trail(server, resource="users", user_id="staff_riverside", limit=1)
    assert (refused["action"], refused["success"]) == ("read", False)
    actions = {one["action"] for one in trail(server, user_id="staff_riverside")}
    assert "login" in actions


def test_a_row_that_was_changed_is_found(server: Server) -> None:
    server.get("/api/calls")
    check = "/api/audit/check"
    assert server.get(check, role="practice_admin").json() == {"whole": True, "broken_at": []}

    async def forge() -> None:
        async with server.house.database.writing() as session:
            first = update(AuditRow).where(col(AuditRow.resource) == "calls")
            await session.execute(first.values(user_id="somebody_else"))

    server.run(forge)
    told = server.get(check, role="practice_admin").json()
    assert told["whole"] is False
    assert len(told["broken_at"]) == 1

    async def remove() -> None:
        async with server.house.database.writing() as session:
            await session.execute(text("DELETE FROM audit WHERE resource = 'calls'"))

    server.run(remove)
    assert server.get(check, role="practice_admin").json()["whole"] is False


def test_somebody_who_reads_very_many_is_noticed_once(server: Server) -> None:
    for number in range(BULK_READS + 3):
        server.get(f"/api/calls/{number}")  # nothing is there: nothing was read
    assert server.get("/api/alerts", role="admin").json()["items"] == []
    session = Chat(server)
    session.say("hello")

    async def read_many() -> None:
        async with server.house.database.writing() as writing:
            for number in range(BULK_READS + 3):
                deed = Deed(
                    practice_id=server.scope.practice_id,
                    clinic_id=server.scope.clinic_id,
                    user_id="staff_riverside",
                    action="read",
                    resource="patients",
                    resource_id=f"patient {number}",
                )
                await record(writing, deed, server.clock())

    server.run(read_many)
    (alert,) = server.get("/api/alerts", role="admin").json()["items"]
    assert alert["type"] == "unusual_access"
    assert alert["description"] == "Bulk PHI access detected"
    assert (alert["severity"], alert["user_id"]) == ("HIGH", "staff_riverside")
    resolved = server.post(f"/api/alerts/{alert['id']}/resolve", role="admin").json()
    assert resolved["resolved_at"]
    open_ones = server.get("/api/alerts", role="admin", params={"resolved": False}).json()
    assert open_ones["items"] == []
    done = server.get("/api/alerts", role="admin", params={"resolved": True}).json()
    assert len(done["items"]) == 1


def test_accounts_are_made_changed_and_listed_by_admins(server: Server) -> None:
    new = {
        "email": "new@riverside.example",
        "password": "a long enough password",
        "role": "doctor",
        "first_name": "Nora",
        "clinic_ids": ["riverside_dental"],
    }
    made = server.post("/api/users", new, role="admin")
    assert made.status_code == 201, made.text
    user_id = made.json()["id"]
    assert server.post("/api/users", new, role="admin").json()["code"] == "email"
    weak = {**new, "email": "weak@riverside.example", "password": "short"}
    assert server.post("/api/users", weak, role="admin").json()["code"] == "password"
    chief = {**new, "email": "chief@riverside.example", "role": "practice_admin"}
    assert server.post("/api/users", chief, role="admin").status_code == 403
    assert server.post("/api/users", chief, role="practice_admin").status_code == 201
    strange = {**new, "email": "x@riverside.example", "clinic_ids": ["elsewhere_dental"]}
    assert server.post("/api/users", strange, role="admin").status_code == 404
    changed = server.patch(f"/api/users/{user_id}", {"last_name": "Nix"}, role="admin").json()
    assert (changed["first_name"], changed["last_name"]) == ("Nora", "Nix")
    assert server.get(f"/api/users/{user_id}", role="admin").json() == changed
    listed = server.get("/api/users", role="admin").json()["items"]
    assert len(listed) == 6
    own = server.patch("/api/users/admin_riverside", {"role": "staff"}, role="admin")
    assert own.status_code == 403
    chief_id = next(one["id"] for one in listed if one["email"] == "chief@riverside.example")
    above = server.patch(f"/api/users/{chief_id}", {"is_active": False}, role="admin")
    assert above.status_code == 403


def test_an_admin_of_one_clinic_sees_and_makes_nobody_beyond_it(server: Server) -> None:
    local = {
        "email": "local@riverside.example",
        "password": PASSWORD,
        "role": "admin",
        "clinic_ids": ["riverside_dental"],
    }
    assert server.post("/api/users", local, role="admin").status_code == 201
    headers = server.as_("local")
    listed = server.client.get("/api/users", headers=headers).json()["items"]
    assert [one["email"] for one in listed] == ["local@riverside.example"]
    assert server.client.get("/api/users/staff_riverside", headers=headers).status_code == 404
    everywhere = {**local, "email": "y@riverside.example", "role": "staff", "clinic_ids": None}
    answer = server.client.post("/api/users", json=everywhere, headers=headers)
    assert answer.status_code == 403


def test_the_clinics_of_a_practice_are_its_own(server: Server) -> None:
    (clinic,) = server.get("/api/clinics").json()
    assert clinic["id"] == "riverside_dental"
    assert server.get("/api/clients").json() == [clinic]
    assert server.get("/api/clinics/riverside_dental").json() == clinic
    assert server.get("/api/clinics/elsewhere_dental").status_code == 404
    change = {"paused": True}
    assert server.patch("/api/clinics/riverside_dental", change).status_code == 403
    assert server.patch("/api/clinics/elsewhere_dental", change, role="admin").status_code == 404
    paused = server.patch("/api/clinics/riverside_dental", change, role="admin").json()
    assert paused["paused"] is True


def test_vendors_and_agreements_are_kept_by_the_practices_admin(server: Server) -> None:
    body = {"signed_on": "2026-01-15", "phi_exposure": "numbers and words of texts", "soc2": True}
    headers = server.as_("practice_admin")
    path = "/api/agreements/twilio"
    made = server.client.put(path, json=body, headers=headers).json()
    assert made["signed_at"].startswith("2026-01-15")
    again = server.client.put(path, json={**body, "soc2": False}, headers=headers).json()
    assert again["soc2"] is False
    assert server.get("/api/agreements", role="admin").json() == [again]
    assert server.client.put(path, json=body, headers=server.as_("admin")).status_code == 403


def test_the_same_request_with_the_same_key_is_done_once(server: Server) -> None:
    new = {"email": "once@riverside.example", "password": "a long enough password"}
    headers = {"Idempotency-Key": "k-1"}
    first = server.post("/api/users", new, role="admin", headers=headers)
    second = server.post("/api/users", new, role="admin", headers=headers)
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    other = {**new, "email": "other@riverside.example"}
    clash = server.post("/api/users", other, role="admin", headers=headers)
    assert clash.json()["code"] == "idempotency_key"
    failed = server.post("/api/users", new, role="admin", headers={"Idempotency-Key": "k-2"})
    assert failed.status_code == 409
    again = server.post("/api/users", other, role="admin", headers={"Idempotency-Key": "k-2"})
    assert again.status_code == 201  # what failed was not kept
    server.clock.pass_time(hours=25)
    server.forget()
    old = server.post("/api/users", new, role="admin", headers=headers)
    assert old.status_code == 409  # the key was forgotten: asked anew
    long = server.post("/api/users", new, role="admin", headers={"Idempotency-Key": "k" * 201})
    assert long.json()["code"] == "idempotency_key"


def test_every_answer_carries_its_headers(server: Server) -> None:
    answer = server.client.get("/health")
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "max-age" in answer.headers["strict-transport-security"]
    assert answer.headers["x-request-id"] != server.client.get("/health").headers["x-request-id"]
    assert "content-security-policy" not in server.client.get("/docs").headers
    unknown = server.client.get("/nowhere")
    assert unknown.json()["detail"] == "Not Found."
    assert server.client.get("/api/calls/%00").status_code == 400
    assert server.client.get("/api/calls", params={"caller": "\x00"}).status_code == 400


def test_settings_are_kept_by_admins_and_refused_in_sentences(server: Server) -> None:
    headers = server.as_("admin")
    path = "/api/settings/waitlist_minutes"
    kept = server.client.put(path, json={"value": 30}, headers=headers).json()
    assert (kept["value"], kept["updated_by"]) == (30, "admin_riverside")
    again = server.client.put(path, json={"value": 40}, headers=headers).json()
    assert [one["value"] for one in server.get("/api/settings", role="admin").json()] == [40]
    assert again["name"] == "waitlist_minutes"
    bad = server.client.put(path, json={"value": "long"}, headers=headers)
    assert bad.json()["detail"] == "waitlist_minutes is a number from 1 to 1440."
    assert server.delete(path, role="admin").status_code == 204
    assert server.delete(path, role="admin").status_code == 404
    assert server.get("/api/settings", role="staff").status_code == 403
