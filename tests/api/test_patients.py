"""Patients through the API: found, entered, corrected, merged; nobody else's, and no more than
the role needs."""

from typing import Any

import pytest

from clinic.messages.consent import permit, suppress
from tests.api.conftest import Server

ANA: dict[str, Any] = {
    "name": {"first": "Ana", "last": "Ruiz"},
    "date_of_birth": "1988-04-12",
    "phones": [{"kind": "mobile", "number": "(512) 555-0142"}],
    "care": {"allergies": ["latex"], "medications": ["warfarin"], "notes": "anxious"},
    "account": {"balance": 120.5, "insurance": {"carrier": "Cigna", "copay": 20}},
    "preferences": {"channel": "text"},
}


def entered(server: Server, **more: Any) -> dict[str, Any]:
    answer = server.post("/api/patients", {**ANA, **more})
    assert answer.status_code == 201, answer.text
    known: dict[str, Any] = answer.json()
    return known


def found(server: Server, **criteria: Any) -> list[str]:
    answer = server.post("/api/patients/search", criteria)
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json()["items"]]


def test_a_patient_is_entered_and_found_by_what_is_known(server: Server) -> None:
    ana = entered(server)
    assert ana["phones"][0]["number"] == "+15125550142"
    for criteria in (
        {"q": "Ana Ruiz"},
        {"q": "512 555 0142"},
        {"q": "04/12/1988"},
        {"surname": "RUÍZ"},
        {"surname_start": "rui"},
        {"phone": "+15125550142", "status": "active"},
        {"date_of_birth": "1988-04-12", "surname": "Ruiz"},
    ):
        assert found(server, **criteria) == [ana["id"]], criteria
    assert found(server, surname="Ruiz", status="deceased") == []
    assert found(server, q="Nobody") == []
    for nothing in ({}, {"status": "active"}):
        assert server.post("/api/patients/search", nothing).json()["code"] == "search"
    bad = server.post("/api/patients/search", {"phone": "555-0123"})
    assert (bad.status_code, bad.json()["code"]) == (422, "phone")


def test_patients_come_in_pages(server: Server) -> None:
    ids = {entered(server, name={"first": "Ana", "last": f"R{n}"})["id"] for n in range(5)}
    seen: list[str] = []
    query: dict[str, Any] = {"limit": 2}
    while True:
        page = server.get("/api/patients", params=query).json()
        seen += [one["id"] for one in page["items"]]
        if page["next"] is None:
            break
        query["cursor"] = page["next"]
    assert set(seen) == ids
    assert len(seen) == 5
    assert server.get("/api/patients", params={"status": "deceased"}).json()["items"] == []


def test_a_correction_adds_and_takes_nothing_away(server: Server) -> None:
    ana = entered(server)
    path = f"/api/patients/{ana['id']}"
    changed = server.patch(
        path,
        {
            "name": {"first": "Anna", "last": "Ortiz"},
            "care": {"allergies": ["latex", "penicillin"]},
            "email": "anna@example.com",
            "status": None,
        },
    ).json()
    assert (changed["last_name"], changed["status"]) == ("Ortiz", "active")
    assert changed["care"] == {"allergies": ["latex", "penicillin"], "notes": "anxious"}
    assert server.get(path, role="doctor").json()["care"]["medications"] == ["warfarin"]
    assert found(server, surname="ortiz") == [ana["id"]]
    cleared = server.patch(path, {"email": None, "date_of_birth": None}).json()
    assert (cleared["email"], cleared["date_of_birth"]) == (None, None)
    for wrong, status in (
        ({"name": None}, 422),
        ({"date_of_birth": "2027-01-01"}, 409),
        ({"guardian_id": ana["id"]}, 409),
        ({"guardian": {"name": "Eva", "phone": "555-0123"}}, 409),
        ({"colour": "red"}, 422),
    ):
        answer = server.patch(path, wrong)
        assert answer.status_code == status, (wrong, answer.text)
        assert "2027" not in answer.text
    guardian = {"name": "Eva", "relationship": "mother", "phone": "512-555-0143"}
    known = server.patch(path, {"guardian": guardian}).json()["guardian"]
    assert known["phone"] == "+15125550143"


def test_what_a_doctor_alone_needs_is_shown_to_doctors_alone(server: Server) -> None:
    ana = entered(server)
    path = f"/api/patients/{ana['id']}"
    assert "medications" not in ana["care"]
    for role in ("staff", "admin", "practice_admin"):
        assert "medications" not in server.get(path, role=role).json()["care"]
        context = server.get(f"{path}/context", role=role).json()
        assert "medications" not in context
        assert context["allergies"] == ["latex"]
        refused = server.get(f"{path}/context", role=role, params={"view": "doctor"})
        assert refused.status_code == 403
    assert server.get(f"{path}/context", role="doctor").json()["medications"] == ["warfarin"]
    pop = server.get(f"{path}/context", params={"view": "screen_pop"}).json()
    assert set(pop) == {
        "id",
        "name",
        "lastVisit",
        "upcomingAppointments",
        "balance",
        "insuranceStatus",
        "photo",
        "allergies",
        "notes",
    }
    assert pop["balance"] == 120.5


def test_telephones_family_and_duplicates(server: Server) -> None:
    ana = entered(server)
    path = f"/api/patients/{ana['id']}"
    added = server.post(f"{path}/phones", {"kind": "home", "number": "5125550143"})
    assert (added.status_code, added.json()["number"]) == (201, "+15125550143")
    assert server.post(f"{path}/phones", {"number": "555-0123"}).status_code == 409
    leo = entered(server, name={"first": "Leo", "last": "Ruiz"}, date_of_birth="1960-01-01")
    (related,) = server.get(f"{path}/family").json()
    assert (related["patient"]["id"], related["because"]) == (leo["id"], ["phone"])
    double = entered(server, phones=[])
    (alike,) = server.get(f"{path}/duplicates").json()
    assert (alike["patient"]["id"], alike["because"]) == (double["id"], ["birth"])
    groups = server.get("/api/patients/duplicates", role="admin").json()
    assert [{one["id"] for one in group} for group in groups] == [{ana["id"], double["id"]}]
    assert server.get("/api/patients/duplicates").status_code == 403
    phone = added.json()["id"]
    assert server.delete(f"{path}/phones/{phone}").status_code == 204
    assert server.delete(f"{path}/phones/{phone}").status_code == 404


def test_two_records_become_one_because_somebody_says_so(server: Server) -> None:
    ana = entered(server)
    double = entered(server, phones=[{"kind": "home", "number": "5125550143"}])
    path = f"/api/patients/{ana['id']}/merge"
    merged = server.post(path, {"other_id": double["id"]})
    assert merged.status_code == 200, merged.text
    assert len(merged.json()["phones"]) == 2
    assert server.get(f"/api/patients/{double['id']}").json()["id"] == ana["id"]
    assert server.post(path, {"other_id": double["id"]}).status_code == 404
    assert server.post(path, {"other_id": ana["id"]}).status_code == 409


def test_a_minor_without_a_guardian_is_a_task(server: Server) -> None:
    child = entered(server, date_of_birth="2015-01-01")
    assert child["lacks_guardian"]
    (task,) = server.get("/api/tasks").json()["items"]
    assert (task["patient_id"], task["details"]) == (child["id"], {"reason": "guardian_missing"})
    grown = entered(server)
    server.patch(f"/api/patients/{child['id']}", {"guardian_id": grown["id"]})
    known = server.get(f"/api/patients/{child['id']}").json()
    assert known["guardian"]["patient_id"] == grown["id"]
    assert not known["lacks_guardian"]


def test_what_a_patient_agreed_to(server: Server) -> None:
    ana = entered(server)
    path = f"/api/patients/{ana['id']}/consents"
    assert server.get(path).json() == {"stopped": False, "items": []}

    async def said(yes: bool) -> None:
        database, keyring = server.house.database, server.house.database.keyring
        says = permit if yes else suppress
        async with database.writing() as session:
            await says(session, keyring, server.scope, ana["phones"][0]["number"], server.clock())

    server.run(said, False)
    server.clock.pass_time(minutes=1)
    told = server.get(path).json()
    assert told["stopped"]
    (item,) = told["items"]
    assert (item["channel"], item["granted"], item["source"]) == ("all", False, "sms_stop")
    server.run(said, True)
    told = server.get(path).json()
    assert (told["stopped"], [one["granted"] for one in told["items"]]) == (False, [True])


@pytest.mark.parametrize("rest", ["", "/family", "/duplicates", "/context", "/consents"])
def test_somebody_elses_patient_does_not_exist(server: Server, rest: str) -> None:
    ana = entered(server)
    stranger = server.as_("practice_admin", "elsewhere")
    path = f"/api/patients/{ana['id']}"
    assert server.client.get(f"{path}{rest}", headers=stranger).status_code == 404
    assert server.get(f"/api/patients/nobody{rest}").status_code == 404
    for wrong in (
        server.client.patch(path, headers=stranger, json={"language": "es"}),
        server.client.post(f"{path}/merge", headers=stranger, json={"other_id": "x"}),
        server.client.post(f"{path}/phones", headers=stranger, json={"number": "5125550143"}),
    ):
        assert wrong.status_code == 404
    search = server.client.post("/api/patients/search", headers=stranger, json={"surname": "Ruiz"})
    assert search.json()["items"] == []
    assert server.client.get(path).status_code == 401
