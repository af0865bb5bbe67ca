"""Who works here, as everybody who does is told."""

from tests.api.conftest import Server


def test_everybody_is_told_names_and_roles_and_nothing_else(server: Server) -> None:
    found = server.get("/api/colleagues").json()
    assert {one["role"] for one in found} >= {"staff", "doctor", "admin"}
    assert all(one.keys() == {"id", "name", "role"} and one["name"] for one in found)
    assert "staff_riverside" in [one["id"] for one in found]
    headers = server.as_("staff", "elsewhere")
    others = server.client.get("/api/colleagues", headers=headers).json()
    assert others
    assert not {one["id"] for one in found} & {one["id"] for one in others}


def test_who_is_put_out_of_work_is_nobody_to_give_a_task_to(server: Server) -> None:
    answer = server.patch("/api/users/staff_riverside", {"is_active": False}, role="admin")
    assert answer.status_code == 200, answer.text
    found = server.get("/api/colleagues", role="doctor").json()
    assert "staff_riverside" not in [one["id"] for one in found]
