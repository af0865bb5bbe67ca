"""Everything that a server needs for telephone calls through Twilio, in one place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from agent_config.settings import Settings
from clinic.outreach.outbound import outbound_of
from clinic.store.database import Database
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from engine.clinic import Clinic
from telephony.observer import Observer
from telephony.phone.phones import Phones
from telephony.switchboard import Placed, Switchboard
from telephony.twilio.answered import Answered
from telephony.twilio.carrier import TwilioCarrier
from telephony.twilio.legs import Legs
from telephony.twilio.reached import Directory
from telephony.twilio.rest import Rest
from telephony.twilio.stream_token import StreamTokens


@dataclass(frozen=True, slots=True)
class Exchange:
    """The belongings of a server's calls through Twilio. `clock` gives aware moments."""

    settings: Settings
    database: Database
    board: Switchboard
    clock: Callable[[], datetime]
    rest: Rest
    legs: Legs
    tokens: StreamTokens
    directory: Directory
    answered: Answered
    phones: Phones | None = None
    """What speaks to those who are called; without it, what is said is voiced as it is said."""

    def carrier(self, scope: Scope, clinic: Clinic, call_id: str) -> TwilioCarrier:
        """What can be asked of Twilio about a call of a clinic."""
        return TwilioCarrier(
            self.settings,
            self.database,
            self.clock,
            self.rest,
            self.legs,
            scope=scope,
            clinic=clinic,
            call_id=call_id,
        )

    def placed(self, scope: Scope, call_id: str) -> Placed:
        """What tells of a call that a clinic has placed."""
        return partial(outbound_of, self.database, scope, call_id)

    async def carrier_of(self, scope: Scope, call_id: str) -> TwilioCarrier:
        """The same, for who knows the clinic only by its scope. Raises `KeyError`."""
        return self.carrier(scope, await clinic_of(self.database, scope), call_id)

    async def close(self) -> None:
        """Let go of everything, once what is under way is done."""
        await self.legs.close()
        await self.rest.close()


def exchange_of(
    settings: Settings,
    database: Database,
    board: Switchboard,
    clock: Callable[[], datetime],
    rest: Rest | None = None,
    *,
    observer: Observer | None = None,
    phones: Phones | None = None,
) -> Exchange:
    """The exchange of a server; its account is the one that the settings name."""
    return Exchange(
        settings,
        database,
        board,
        clock,
        rest or Rest(settings, observer=observer),
        Legs(),
        StreamTokens(database, clock),
        Directory(database, clock),
        Answered(),
        phones,
    )
