"""The basic figures, and the figures for machines."""

from pydantic import SecretStr

from tests.api.conftest import Server
from tests.api.test_chat import Chat, book


def test_calls_are_counted_by_what_came_of_them(server: Server) -> None:
    chat = Chat(server)
    chat.say("")
    book(chat)
    chat.say("no, that's all")
    Chat(server).say("I want to talk to a human")
    server.clock.pass_time(days=2)
    told = server.get("/api/analytics").json()
    assert told["today"]["calls"] == 0
    assert told["today"]["escalation_rate"] is None
    week = told["week"]
    assert (week["calls"], week["live"]) == (2, 1)
    assert week["outcomes"] == {"appointment_booked": 1}
    assert week["reasons"] == {"human": 1}
    assert week["escalation_rate"] == 0.5
    assert week["by_hour"][9] == 2  # 09:15 in the clinic's zone
    assert week["by_weekday"] == [2, 0, 0, 0, 0, 0, 0]
    assert told["month"]["calls"] == 2


def test_a_span_has_a_beginning_before_its_end_and_a_limit(server: Server) -> None:
    now = server.clock().isoformat()
    for span in (
        {"since": "2026-03-03T00:00:00Z", "until": "2026-03-02T00:00:00Z"},
        {"since": "2020-01-01T00:00:00Z", "until": now},
    ):
        assert server.get("/api/analytics/calls", params=span).json()["code"] == "span"
    assert server.get("/api/analytics/calls").json()["calls"] == 0


def test_figures_are_for_this_machine_or_for_a_token(server: Server) -> None:
    assert server.client.get("/metrics").status_code == 403  # the test client has no address
    settings = server.house.settings.model_copy(update={"metrics_token": SecretStr("prometheus")})
    object.__setattr__(server.house, "settings", settings)
    headers = {"Authorization": "Bearer prometheus"}
    server.get("/api/calls")
    told = server.client.get("/metrics", headers=headers).text
    assert 'frontdesk_requests_total{method="GET",path="/api/calls",status="200"}' in told
    assert "frontdesk_jobs_lag_seconds" in told
    assert 'frontdesk_calls_live{channel="phone"} 0.0' in told
    wrong = {"Authorization": "Bearer other"}
    assert server.client.get("/metrics", headers=wrong).status_code == 403


def test_a_server_is_ready_when_it_can_take_calls(server: Server) -> None:
    assert server.client.get("/health").json() == {"status": "ok"}
    assert server.client.get("/ready").json() == {"status": "ok"}
    server.house.prepared.clear()
    assert server.client.get("/ready").json()["code"] == "preparing"
