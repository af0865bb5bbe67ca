"""Whether a call may be recorded, and who must know: the stricter of both sides' states decides.

In some states everybody in a call must agree to its recording (CA DE FL IL MD MA MT NV NH PA WA; CT
MI OR differ by the kind of call, and published lists disagree). Whoever is told at the beginning
and stays agrees; so the notice is the rule everywhere, and recording begins only once it has been
heard. A clinic may leave it out only where one side's knowing is enough at both ends, as far as can
be told; a number that is withheld, or of no known state, tells that it is not.
"""

from typing import Final, Literal, TypeAlias

from clinic.recordings.area_codes import STATES, state_of
from engine.clinic import Clinic

Ground: TypeAlias = Literal["announced", "implied"]
"""Why a call may be recorded: the caller heard that it is, and stayed; or need not be told."""
REFUSED: Final = "refused"
"""What stands in place of a ground once the caller said no."""


def ground(clinic: Clinic, caller: str | None) -> Ground | None:
    """On what a caller (E.164, `None` if withheld) may be recorded; `None`: not at all.

    `announced` holds from the moment on at which they have heard the notice to its end.
    """
    if not clinic.recording.enabled:
        return None
    if clinic.recording.announcement:
        return "announced"
    is_known = clinic.state in STATES and state_of(caller) is not None
    return "implied" if is_known else None


def hindrance(clinic: Clinic) -> str | None:
    """Why a clinic that wants recordings gets none, or not all; a sentence for `doctor`."""
    if not clinic.recording.enabled or clinic.recording.announcement:
        return None
    if clinic.state not in STATES:
        return (
            f"no call is recorded: in {clinic.state} callers must be told; set "
            "'recording: announcement' to true in the clinic's file"
        )
    return (
        "calls are recorded without notice only where the caller's number is of a state that "
        "allows it; set 'recording: announcement' to true to record the others too"
    )
