"""Calls as the desk reads them: lists, one call, every word of it."""

from api.metrics import exposition
from tests.api.conftest import Server
from tests.api.test_chat import Chat, book


def test_a_call_can_be_read_word_by_word(server: Server) -> None:
    chat = Chat(server)
    chat.say("")
    book(chat)
    chat.say("no, that's all")
    (call,) = server.get("/api/calls").json()["items"]
    assert (call["disposition"], call["channel"], call["turns"]) == ("booked", "chat", 8)
    told = server.get(f"/api/calls/{call['id']}/transcript").json()
    assert told == server.get(f"/api/transcripts/{call['id']}").json()
    assert told["slots"]["patient_name"] == "John Smith"
    said = [one["text"] for one in told["lines"] if one["who"] == "caller"]
    assert said[0] == "Hi, I need a cleaning"
    (first,) = [one for one in told["lines"] if one["text"] == "Hi, I need a cleaning"]
    assert "book_appointment" in first["intents"]


def test_calls_are_found_by_what_came_of_them(server: Server) -> None:
    chat = Chat(server)
    chat.say("I want to talk to a human")
    other = Chat(server)
    other.say("When are you open?")
    other.say("no, thanks, bye")
    server.clock.pass_time(minutes=1)

    def found(**query: object) -> set[str]:
        page = server.get("/api/calls", params=query).json()
        return {one["id"] for one in page["items"]}

    human, answered = f"chat-{chat.session}", f"chat-{other.session}"
    assert found() == {human, answered}
    assert found(escalated=True) == {human}
    assert found(escalated=False) == {answered}
    assert found(live=True) == {human}
    assert found(live=False) == {answered}
    assert found(disposition="answered") == {answered}
    assert found(channel="phone") == set()
    assert found(since=server.clock().isoformat()) == set()
    assert found(until=server.clock().isoformat()) == {human, answered}
    assert found(patient_id="nobody") == set()
    assert found(caller="+15125550142") == set()


def test_lists_come_in_pages_without_gaps(server: Server) -> None:
    for _ in range(5):
        Chat(server).say("When are you open?")
    seen: list[str] = []
    cursor = None
    while True:
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = server.get("/api/calls", params=query).json()
        seen += [one["id"] for one in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 5


def test_a_call_of_another_practice_does_not_exist(server: Server) -> None:
    chat = Chat(server)
    chat.say("When are you open?")
    token = server.as_("practice_admin", "elsewhere")
    for path in (f"/api/calls/chat-{chat.session}", f"/api/transcripts/chat-{chat.session}"):
        assert server.client.get(path, headers=token).status_code == 404
    query = {"clinic_id": "riverside_dental"}
    answer = server.client.get("/api/calls", headers=token, params=query)
    assert answer.status_code == 404


def test_a_cursor_of_somebody_elses_making_is_refused_in_a_sentence(server: Server) -> None:
    for cursor in ("nonsense", "WzFd", "WyJhIiwgMV0", "bnVsbA"):
        answer = server.get("/api/calls", params={"cursor": cursor})
        assert answer.status_code == 422, cursor
        assert answer.json()["code"] == "cursor"


def test_how_long_the_caller_waited_is_kept_and_counted(server: Server) -> None:
    chat = Chat(server)
    chat.say("When are you open?")
    path = f"/api/calls/chat-{chat.session}"
    assert server.get(path).json()["latency"] is None, "not before the end"
    figures = exposition({}, ["chat"]).decode()
    assert 'frontdesk_turn_seconds_count{channel="chat",stage="total"}' in figures
    assert 'frontdesk_calls_live{channel="chat"} 1.0' in figures
    chat.say("no, thanks, bye")
    waited = server.get(path).json()["latency"]
    assert waited["turns"] == 2
    assert 0 < waited["total"]["p50_ms"] <= waited["total"]["max_ms"]
