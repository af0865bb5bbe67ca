"""Signing in, staying so, and being thrown out."""

from datetime import timedelta

import pyotp
import pytest
from fastapi.testclient import TestClient

from clinic.store.welcome import FILE, invite
from tests.api.conftest import PASSWORD, Server

EMAIL = "staff@riverside.example"


def login(server: Server, password: str = PASSWORD, email: str = EMAIL, **more: str) -> object:
    return server.client.post(
        "/api/auth/login", json={"email": email, "password": password, **more}
    )


def test_a_sign_in_gives_a_short_token_and_says_who_somebody_is(server: Server) -> None:
    answer = login(server)
    assert answer.status_code == 200
    body = answer.json()
    assert body["expires_in"] == 900
    assert body["user"]["role"] == "staff"
    me = server.client.get(
        "/api/auth/me", headers={"Authorization": f"Bearer {body['access_token']}"}
    )
    assert me.json()["email"] == EMAIL


def test_a_wrong_password_and_an_unknown_account_are_told_alike(server: Server) -> None:
    wrong = login(server, "not the password at all")
    unknown = login(server, email="nobody@riverside.example")
    assert wrong.status_code == unknown.status_code == 401
    told = [{**one.json(), "request_id": ""} for one in (wrong, unknown)]
    assert told[0] == told[1]
    assert wrong.headers["content-type"] == "application/problem+json"


def test_five_wrong_passwords_lock_the_account_for_a_while(server: Server) -> None:
    for _ in range(5):
        assert login(server, "wrong").json()["code"] == "wrong"
    assert login(server).json()["code"] == "locked"
    server.clock.pass_time(minutes=16)
    assert login(server).status_code == 200


def test_an_admin_unlocks_an_account(server: Server) -> None:
    for _ in range(5):
        login(server, "wrong")
    assert server.post("/api/users/staff_riverside/unlock", role="admin").status_code == 204
    assert login(server).status_code == 200


@pytest.mark.parametrize(
    ("header", "status", "said"),
    [
        (None, 401, "Access token required"),
        ("Bearer nonsense", 403, "Invalid token"),
        ("Basic abc", 401, "Access token required"),
    ],
)
def test_a_request_without_a_good_token_goes_no_further(
    server: Server, header: str | None, status: int, said: str
) -> None:
    headers = {"Authorization": header} if header else {}
    answer = server.client.get("/api/auth/me", headers=headers)
    assert answer.status_code == status
    assert answer.json()["detail"] == said


def test_an_old_token_must_be_renewed_and_rest_ends_a_sign_in(server: Server) -> None:
    body = login(server).json()
    headers = {"Authorization": f"Bearer {body['access_token']}"}
    server.clock.pass_time(minutes=14)
    assert server.client.get("/api/auth/me", headers=headers).status_code == 200
    server.clock.pass_time(minutes=2)
    assert server.client.get("/api/auth/me", headers=headers).json()["code"] == "token_expired"
    renewed = server.client.post("/api/auth/refresh", json={"refresh_token": body["refresh_token"]})
    assert renewed.status_code == 200
    server.clock.pass_time(minutes=16)
    late = server.client.post(
        "/api/auth/refresh", json={"refresh_token": renewed.json()["refresh_token"]}
    )
    assert late.json()["code"] == "ended"


def test_a_refresh_token_that_is_used_twice_ends_the_sign_in(server: Server) -> None:
    old = login(server).json()["refresh_token"]
    fresh = server.client.post("/api/auth/refresh", json={"refresh_token": old}).json()
    assert server.client.post("/api/auth/refresh", json={"refresh_token": old}).status_code == 401
    headers = {"Authorization": f"Bearer {fresh['access_token']}"}
    assert server.client.get("/api/auth/me", headers=headers).json()["code"] == "signed_out"


def test_signing_out_ends_the_token_at_once(server: Server) -> None:
    headers = server.as_("staff")
    assert server.client.post("/api/auth/logout", headers=headers).status_code == 204
    assert server.client.get("/api/auth/me", headers=headers).json()["code"] == "signed_out"


def test_the_cookie_opens_the_live_events_and_nothing_else(server: Server) -> None:
    cookie = login(server).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/api/events" in cookie
    token = cookie.split("=", 1)[1].split(";")[0]
    answer = server.client.get("/api/auth/me", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 403


def test_an_authenticator_is_asked_for_once_it_was_confirmed(server: Server) -> None:
    begun = server.post("/api/auth/totp", {"password": PASSWORD}).json()
    assert begun["qr_svg"].startswith("<svg")
    assert login(server).status_code == 200  # not confirmed yet
    code = pyotp.TOTP(begun["secret"]).at(server.clock())
    assert server.post("/api/auth/totp/confirm", {"code": code}).status_code == 204
    assert login(server).json()["code"] == "totp_required"
    assert login(server, totp="000000").json()["code"] == "wrong"
    assert login(server, totp=code).status_code == 200
    removed = server.client.request(
        "DELETE", "/api/auth/totp", json={"password": PASSWORD}, headers=server.as_("staff")
    )
    assert removed.status_code == 204
    assert login(server).status_code == 200


def test_a_wrong_code_confirms_nothing_and_a_wrong_password_begins_nothing(server: Server) -> None:
    assert server.post("/api/auth/totp", {"password": "wrong"}).json()["code"] == "password"
    assert server.post("/api/auth/totp/confirm", {"code": "123456"}).json()["code"] == "totp"


def test_a_new_password_signs_out_everywhere(server: Server) -> None:
    change = {"password": PASSWORD, "new_password": "another long password"}
    short = server.post("/api/auth/password", {**change, "new_password": "short"})
    assert short.json()["code"] == "password"
    assert server.post("/api/auth/password", change).status_code == 204
    assert server.get("/api/auth/me").json()["code"] == "signed_out"
    assert login(server, "another long password").status_code == 200


def test_somebody_who_is_made_inactive_is_out_at_once(server: Server) -> None:
    server.as_("staff")
    change = server.patch("/api/users/staff_riverside", {"is_active": False}, role="admin")
    assert change.json()["is_active"] is False
    assert server.get("/api/auth/me").json()["code"] == "signed_out"
    assert login(server).json()["code"] == "wrong"


def test_strangers_may_try_so_often_and_no_more(server: Server) -> None:
    object.__setattr__(
        server.house,
        "limit",
        type(server.house.limit)(
            server.house.settings.model_copy(update={"rate_limits": "3/hour"})
        ),
    )
    codes = [login(server, "wrong").status_code for _ in range(5)]
    assert codes == [401, 401, 401, 429, 429]
    refused = login(server)
    assert 0 < int(refused.headers["retry-after"]) <= timedelta(hours=1).total_seconds()


def test_passwords_and_emails_are_not_in_the_row(server: Server) -> None:
    async def raw() -> str:
        async with server.house.database.connection() as connection:
            rows = await connection.exec_driver_sql("SELECT * FROM users")
            return str(rows.all())

    kept = server.run(raw)
    assert PASSWORD not in kept
    assert EMAIL not in kept
    assert "$argon2id$" in kept


def test_a_browser_renews_with_a_cookie_that_only_these_paths_are_sent(server: Server) -> None:
    login(server)
    first = server.client.post("/api/auth/refresh", json={})
    assert first.status_code == 200
    given = first.headers.get_list("set-cookie")
    kept = next(one for one in given if one.startswith("frontdesk_renews="))
    assert {"HttpOnly", "Path=/api/auth", "SameSite=strict"} <= set(kept.split("; "))
    assert server.client.post("/api/auth/refresh", json={}).status_code == 200
    server.client.cookies.clear()
    assert server.client.post("/api/auth/refresh", json={}).json()["code"] == "signed_out"


def test_a_screen_that_nobody_sits_at_does_not_keep_its_sign_in_alive(server: Server) -> None:
    token = login(server).json()["access_token"]  # type: ignore[attr-defined]
    alone = {"Authorization": f"Bearer {token}", "Frontdesk-Unattended": "true"}
    for _ in range(2):
        server.clock.pass_time(minutes=7)
        assert server.client.get("/api/auth/me", headers=alone).status_code == 200
    renewed = server.client.post("/api/auth/refresh", json={}, headers=alone)
    assert renewed.status_code == 200
    alone["Authorization"] = f"Bearer {renewed.json()['access_token']}"
    server.clock.pass_time(minutes=2)
    assert server.client.get("/api/auth/me", headers=alone).json()["code"] == "signed_out"


def test_a_newcomer_is_let_in_from_this_machine_only(server: Server) -> None:
    folder = server.house.settings.data_dir
    old = invite(folder, "staff_riverside", server.clock())
    code = invite(folder, "staff_riverside", server.clock())
    path = "/api/auth/welcome"
    assert server.client.post(path, json={"token": code}).json()["code"] == "not_local"
    near = TestClient(server.client.app, client=("127.0.0.1", 5000))
    near.portal = server.client.portal  # the loop that the store's connections belong to
    assert near.post(path, json={"token": old}).json()["code"] == "signed_out"
    assert near.post(path, json={"token": code}).json()["user"]["email"] == EMAIL
    server.clock.pass_time(hours=25)
    assert near.post(path, json={"token": code}).json()["code"] == "signed_out"
    (folder / FILE).write_text("[")
    assert near.post(path, json={"token": code}).json()["code"] == "signed_out"
