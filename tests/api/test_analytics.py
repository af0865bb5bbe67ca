"""The basic figures, and the figures for machines."""

from datetime import timedelta

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


def test_figures_tell_of_days_hours_lengths_and_waits(server: Server) -> None:
    chat = Chat(server)
    chat.say("")
    server.clock.pass_time(seconds=90)
    book(chat)
    chat.say("no, that's all")
    told = server.get("/api/analytics/calls").json()
    assert told["by_weekday_hour"][0][9] == 1
    assert sum(map(sum, told["by_weekday_hour"])) == 1
    assert told["by_day"][-1]["calls"] == 1
    assert len(told["by_day"]) == 31
    assert [one["calls"] for one in told["lengths"] if one["at_least"] == 60] == [1]
    assert told["waits"]["total"]["p50_ms"] <= told["waits"]["total"]["p95_ms"]
    assert told["by_day"][-1]["wait"] == told["waits"]["total"]
    assert told["by_day"][0]["wait"] is None


def test_the_calls_behind_a_point_can_be_opened(server: Server) -> None:
    booked = Chat(server)
    booked.say("")
    server.clock.pass_time(seconds=90)
    book(booked)
    booked.say("no, that's all")
    Chat(server).say("I want to talk to a human")

    def found(**query: object) -> list[str]:
        return [one["id"] for one in server.get("/api/calls", params=query).json()["items"]]

    first = [f"chat-{booked.session}"]
    assert found(outcome="appointment_booked") == first
    assert found(outcome="hung_up") == []
    assert len(found(reason="human")) == 1
    assert len(found(weekday=0, hour=9)) == len(found(weekday=0)) == len(found(hour=9)) == 2
    assert found(weekday=1) == found(hour=10) == []
    assert found(weekday=0, until=(server.clock() - timedelta(days=2)).isoformat()) == []
    assert found(at_least=60, below=120) == first
    assert found(at_least=120) == found(below=60) == []
    assert server.get("/api/calls", params={"hour": 24}).status_code == 422


def test_tasks_are_counted_by_the_day_on_which_they_were_left(server: Server) -> None:
    done = server.post("/api/tasks", {"request_type": "callback"}).json()
    server.post("/api/tasks", {"request_type": "callback"})
    server.post(f"/api/tasks/{done['id']}/complete", {})
    server.clock.pass_time(days=3)
    server.forget()
    assert server.get("/api/tasks/figures").json()["by_day"] == [
        {"day": "2026-03-02", "in_time": 1, "late": 1, "waiting": 0}
    ]


def test_the_facts_of_a_clinic_tell_what_the_law_of_its_state_asks(server: Server) -> None:
    told = server.get("/api/facts", role="admin").json()
    assert told["lines"]["number"] == "+15125550100"
    assert told["hours"]["fri"] == ["08:00-13:00"]
    assert told["hours"]["sun"] == []
    assert told["recording"]["everybody_must_know"] is False
    assert "2026-12-24" in told["holidays"]
    assert told["thresholds"]["stt_confidence"] > 0
    assert server.get("/api/facts").status_code == 403
