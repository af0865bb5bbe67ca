"""Twilio, acted: the REST interface of 2010-04-01 on a port of this machine, and calls on order.

The vendor's own kit is what talks to it, and a server's real webhooks are what it asks. Numbers are
pointed at a server as in an account; who calls one gets what the server says, and whoever the
server has called does as ordered. What it does not have answers 404 in the vendor's form.
"""

import base64
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, Final, Self
from urllib.parse import parse_qs
from uuid import uuid4

from telephony.sandbox.callee import HUMAN, Callee, PlacedCall
from telephony.sandbox.faults import Faults
from telephony.sandbox.twilio_call import OVER, ActedCall, Behaviour, Conference, Stream
from telephony.sandbox.twilio_webhooks import Webhooks
from telephony.sandbox.web import Reply, Request, Web

ACCOUNT: Final = "AC00000000000000000000000000sandbx"
TOKEN: Final = "sandbox"
_ENDED: Final = (400, 21220, "Call is not in-progress. Cannot redirect.")
_UNKNOWN: Final = (404, 20404, "The requested resource was not found")
_WHO: Final = (401, 20003, "Authenticate")
_FILTERS: Final = {"to": "To", "from": "From", "status": "Status"}
_WORDS: Final = {
    "VoiceUrl": "voice_url",
    "VoiceMethod": "voice_method",
    "VoiceFallbackUrl": "voice_fallback_url",
    "VoiceFallbackMethod": "voice_fallback_method",
    "StatusCallback": "status_callback",
    "StatusCallbackMethod": "status_callback_method",
    "SmsUrl": "sms_url",
    "SmsMethod": "sms_method",
}


class TwilioStandIn:
    """A running stand-in. `stream` carries the sound of calls; without one, streams end at once.

    `people` says what somebody does who is rung, by number; all others do as `everybody`.
    """

    def __init__(self, *, account: str = ACCOUNT, token: str = TOKEN) -> None:
        self.account = account
        self.faults = Faults()
        self.calls: dict[str, ActedCall] = {}
        self.conferences: dict[str, Conference] = {}
        self.numbers: dict[str, dict[str, Any]] = {}
        self.people: dict[str, Behaviour] = {}
        self.everybody: Behaviour = "accepts"
        self.callees: dict[str, Callee] = {}
        """Who is at a number that a server calls with a list of what to do (`calls.create` with an
        address): they answer; the staff, who are called with a document, do as `people`."""
        self.loses_answers = False
        """Whether a call is placed, and the answer that says so lost."""
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        """What calls and texts are dated by."""
        self.ring_seconds = 0.0
        """How long a person's telephone rings before they do anything."""
        self.messages: list[dict[str, Any]] = []
        """The texts that it took; `callback` is where their fate is to be told."""
        self.sounds: dict[str, bytes] = {}
        """The WAV files of recordings that it has, by id."""
        self.stream: Stream | None = None
        self.webhooks = Webhooks(token)
        self.taken: list[tuple[str, str, Mapping[str, list[str]]]] = []
        """Every request that was let in: method, path, fields."""
        self._key = base64.b64encode(f"{account}:{token}".encode()).decode()
        self._web = Web(self._answer)
        self._under_way: set[Reply] = set()
        self.faults.watch(self._drop)

    async def __aenter__(self) -> Self:
        await self._web.start()
        return self

    async def __aexit__(self, *how: object) -> None:
        await self.close()

    @property
    def url(self) -> str:
        """What TWILIO_BASE_URL is to be."""
        return self._web.url

    async def start(self, port: int = 0) -> None:
        """Listen on loopback. Raises `OSError`."""
        await self._web.start(port)

    async def close(self) -> None:
        """End every call, and stop."""
        for call in list(self.calls.values()):
            await call.end("completed")
        await self._web.close()
        await self.webhooks.close()

    # --- an account

    def own(self, number: str, voice_url: str = "", **more: str) -> None:
        """Have a number; `more` are its other addresses, as the vendor names them."""
        known = dict.fromkeys(_WORDS.values(), "")
        self.numbers[number] = {
            "sid": f"PN{uuid4().hex}",
            "account_sid": self.account,
            "phone_number": number,
            "friendly_name": number,
            **known,
            "voice_url": voice_url,
            **more,
        }

    def call(self, to: str, from_: str = "+15125550142", sid: str | None = None) -> ActedCall:
        """Somebody calls one of our numbers. Raises `KeyError` for a number that is not ours."""
        number = self.numbers[to]
        leg = ActedCall(
            self,
            from_=from_,
            to=to,
            direction="inbound",
            callback=number["status_callback"] or None,
            fallback=number["voice_fallback_url"] or None,
            sid=sid,
        )
        self.calls[leg.sid] = leg

        async def first() -> str:
            leg.status = "ringing"
            answer = await leg.ask(number["voice_url"])
            leg.status = "in-progress"
            return answer

        leg.begin(first)
        return leg

    def dialled(self, caller: ActedCall, number: str) -> ActedCall:
        """A new leg to a number, on behalf of another."""
        leg = ActedCall(
            self,
            from_=caller.from_,
            to=number,
            direction="outbound-dial",
            behaviour=self.people.get(number, self.everybody),
            parent=caller.sid,
        )
        self.calls[leg.sid] = leg
        return leg

    def rung(self, number: str) -> list[ActedCall]:
        """The legs to a number, in order."""
        return [one for one in self.calls.values() if one.to == number]

    async def text(self, from_: str, to: str, body: str) -> str:
        """Somebody texts one of our numbers; the document that it is answered with.

        Raises `KeyError` for a number that is not ours, and `NoAnswer`.
        """
        sid = f"SM{uuid4().hex}"
        fields = {
            "MessageSid": sid,
            "SmsSid": sid,
            "AccountSid": self.account,
            "From": from_,
            "To": to,
            "Body": body,
            "NumMedia": "0",
            "NumSegments": "1",
        }
        return await self.post(self.numbers[to]["sms_url"], fields)

    async def report(self, message: Mapping[str, Any], status: str, code: str = "") -> None:
        """Tell the server how a text has fared, where it asked for that. Raises `NoAnswer`."""
        if not message["callback"]:
            return
        fields = {
            "MessageSid": message["sid"],
            "SmsSid": message["sid"],
            "AccountSid": self.account,
            "From": message["from"],
            "To": message["to"],
            "MessageStatus": status,
            "SmsStatus": status,
        }
        await self.post(message["callback"], fields | ({"ErrorCode": code} if code else {}))

    async def post(self, address: str, fields: Mapping[str, str]) -> str:
        """Ask a server. Raises `NoAnswer`."""
        return await self.webhooks.post(address, fields)

    # --- REST

    def _drop(self) -> None:
        if self.faults.kind == "drop":
            for reply in tuple(self._under_way):
                reply.break_off()

    async def _answer(self, request: Request, reply: Reply) -> None:
        self._under_way.add(reply)
        try:
            await self.faults.delay()
            if self.faults.kind == "refuse":
                await _told(reply, self.faults.status, {"message": "unavailable"})
            elif self.faults.kind == "drop":
                reply.break_off()
            elif self.faults.kind == "garbage":
                await reply.whole(200, b"<html>gateway</html>", "text/html")
            else:
                await self._served(request, reply)
        finally:
            self._under_way.discard(reply)

    async def _served(self, request: Request, reply: Reply) -> None:
        if request.headers.get("authorization", "").removeprefix("Basic ") != self._key:
            await _refuse(reply, *_WHO)
            return
        before = f"/2010-04-01/Accounts/{self.account}/"
        path = request.path.removeprefix(before).removesuffix(".json")
        fields = parse_qs(request.body.decode(), keep_blank_values=True)
        self.taken.append((request.method, path, fields))
        what, _, sid = path.partition("/")
        match request.method, what, bool(sid):
            case "POST", "Calls", False:
                await self._place(fields, reply)
            case "GET", "Calls", False:
                await _told(reply, 200, _page("calls", self._listed(request.query)))
            case _, "Calls", True:
                await self._one_call(request.method, sid, fields, reply)
            case "GET", "IncomingPhoneNumbers", False:
                wanted = request.query.get("PhoneNumber")
                found = [one for number, one in self.numbers.items() if wanted in (None, number)]
                await _told(reply, 200, _page("incoming_phone_numbers", found))
            case "POST", "IncomingPhoneNumbers", True:
                await self._point(sid, fields, reply)
            case "POST", "Messages", False:
                await self._text(fields, reply)
            case "GET", "Messages", False:
                asked = {name: request.query.get(name.capitalize()) for name in ("to", "from")}
                found = [
                    one
                    for one in reversed(self.messages)
                    if all(wanted in (None, one[name]) for name, wanted in asked.items())
                ]
                await _told(reply, 200, _page("messages", found))
            case "GET", "Recordings", True if sid.removesuffix(".wav") in self.sounds:
                await reply.whole(200, self.sounds[sid.removesuffix(".wav")], "audio/x-wav")
            case "DELETE", "Recordings", True if sid in self.sounds:
                del self.sounds[sid]
                await reply.whole(204, b"")
            case _:
                await _refuse(reply, *_UNKNOWN)

    async def _place(self, fields: Mapping[str, list[str]], reply: Reply) -> None:
        to, from_ = fields["To"][0], fields["From"][0]
        if from_ not in self.numbers:
            await _refuse(reply, 400, 21210, "From is not a verified phone number")
            return
        leg = self._leg(to, from_, fields)
        self.calls[leg.sid] = leg
        if self.loses_answers:
            reply.break_off()
        else:
            await _told(reply, 201, self._shown(leg))
        self._go_on(leg, fields, leg.ring_later)

    def _leg(self, to: str, from_: str, fields: Mapping[str, list[str]]) -> ActedCall:
        """A leg to somebody: of the staff, or whom the clinic has reason to call."""
        callback = fields.get("StatusCallback", [""])[0] or None
        events = tuple(fields.get("StatusCallbackEvent", ["completed"]))
        if "Url" in fields:
            return PlacedCall(
                self,
                self.callees.get(to, HUMAN),
                from_=from_,
                to=to,
                callback=callback,
                events=events,
                amd=fields.get("AsyncAmdStatusCallback", [""])[0] or None,
            )
        return ActedCall(
            self,
            from_=from_,
            to=to,
            direction="outbound-api",
            behaviour=self.people.get(to, self.everybody),
            callback=callback,
            events=events,
        )

    def _listed(self, query: Mapping[str, str]) -> list[dict[str, Any]]:
        """The calls that a list asks for, newest first."""
        wanted = {name: query.get(word) for name, word in _FILTERS.items()}
        shown = [self._shown(one) for one in reversed(self.calls.values())]
        return [
            one
            for one in shown
            if all(given in (None, one[name]) for name, given in wanted.items())
        ]

    async def _one_call(
        self, method: str, sid: str, fields: Mapping[str, list[str]], reply: Reply
    ) -> None:
        leg = self.calls.get(sid)
        if leg is None:
            await _refuse(reply, *_UNKNOWN)
        elif method == "GET":
            await _told(reply, 200, self._shown(leg))
        elif leg.status in OVER:
            await _refuse(reply, *_ENDED)
        elif "Status" in fields:
            await leg.end("completed" if leg.status == "in-progress" else "canceled")
            await _told(reply, 200, self._shown(leg))
        else:
            await _told(reply, 200, self._shown(leg))
            self._go_on(leg, fields, leg.begin)

    def _go_on(self, leg: ActedCall, fields: Mapping[str, list[str]], how: Any) -> None:
        async def document() -> str:
            if "Twiml" in fields:
                return fields["Twiml"][0]
            return await leg.ask(fields["Url"][0])

        how(document)

    async def _point(self, sid: str, fields: Mapping[str, list[str]], reply: Reply) -> None:
        for number in self.numbers.values():
            if number["sid"] == sid:
                for name, value in fields.items():
                    number[_WORDS.get(name, name)] = value[0]
                await _told(reply, 200, number)
                return
        await _refuse(reply, *_UNKNOWN)

    async def _text(self, fields: Mapping[str, list[str]], reply: Reply) -> None:
        made = {
            "sid": f"SM{uuid4().hex}",
            "account_sid": self.account,
            "to": fields["To"][0],
            "from": fields["From"][0],
            "body": fields["Body"][0],
            "status": "queued",
            "direction": "outbound-api",
            "error_code": None,
            "date_created": format_datetime(self.clock().astimezone(UTC)),
            "date_sent": None,
            "callback": fields.get("StatusCallback", [""])[0],
        }
        self.messages.append(made)
        await _told(reply, 201, made)

    def _shown(self, leg: ActedCall) -> dict[str, Any]:
        return {
            "sid": leg.sid,
            "account_sid": self.account,
            "parent_call_sid": leg.parent,
            "from": leg.from_,
            "to": leg.to,
            "status": leg.status,
            "direction": leg.direction,
            "date_created": format_datetime(leg.at.astimezone(UTC)),
            "api_version": "2010-04-01",
        }


def _page(name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {name: rows, "page": 0, "page_size": 50, "next_page_uri": None, "uri": "/"}


async def _told(reply: Reply, status: int, body: Mapping[str, Any]) -> None:
    await reply.whole(status, json.dumps(body).encode())


async def _refuse(reply: Reply, status: int, code: int, message: str) -> None:
    more = f"https://www.twilio.com/docs/errors/{code}"
    told = {"code": code, "message": message, "more_info": more, "status": status}
    await _told(reply, status, told)
