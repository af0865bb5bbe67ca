"""Orders to the vendors of the sandbox, typed in the middle of a call."""

from typing import Final, get_args

from cli.typed import HELP as OF_CALLS
from telephony.sandbox.faults import KINDS
from telephony.sandbox.twilio_call import Behaviour
from telephony.sandbox.vendors import Vendors

PEOPLE: Final[tuple[Behaviour, ...]] = get_args(Behaviour)
HELP: Final = f"""\
{OF_CALLS}
  /fault deepgram hang       what a vendor does wrong from now on: {", ".join(KINDS)}
  /fault elevenlabs slow 2   … with seconds
  /people busy               what whoever is rung does: {", ".join(PEOPLE)}"""


def obey(line: str, vendors: Vendors) -> str | None:
    """Do what a line orders, and tell it; `None` for a line that is no order."""
    words = line.split()
    if words[:1] == ["/fault"]:
        return _fault(words[1:], vendors)
    if words[:1] == ["/people"]:
        for how in PEOPLE:
            if words[1:] == [how]:
                vendors.twilio.everybody = how
                return f"whoever is rung: {how}"
        return f"people do one of these: {', '.join(PEOPLE)}"
    return None


def _fault(words: list[str], vendors: Vendors) -> str:
    vendor = vendors.faults.get(words[0]) if words else None
    if vendor is None:
        return f"name a vendor: {', '.join(vendors.faults)}"
    kind = next((one for one in KINDS if words[1:2] == [one]), None)
    if kind is None:
        return f"{words[0]} can do one of these: {', '.join(KINDS)}"
    seconds = words[2] if len(words) > 2 else "0"
    try:
        vendor.order(kind, float(seconds))
    except ValueError:
        return f"{seconds} is no number of seconds"
    return f"{words[0]}: {kind}" + (f", {seconds} s" if len(words) > 2 else "")
