"""A process beside the server that answers questions about flows: `python -m …answerer`.

Questions come as lines of JSON and are answered as such, one after another. The process gives way
to calls (its argument says how far, see nice(2)), and is gone as soon as nobody is there to ask
it: who asks may have died.
"""

import json
import os
import sys
import threading
from importlib import import_module
from queue import SimpleQueue
from typing import Any, Final

QUESTIONS: Final = {
    "check": "telephony.workshop.reading:check",
    "compile": "telephony.workshop.reading:compiled",
    "changes": "telephony.workshop.reading:changed",
    "form": "telephony.workshop.reading:form",
    "reform": "telephony.workshop.reading:reform",
    "proof": "telephony.workshop.trying:proof",
    "replays": "telephony.workshop.trying:replays",
    "trial": "telephony.workshop.trying:trial",
}
"""Who answers what. A quick one does not load what only a long one needs."""
MISTAKE: Final = "mistake"
"""What an answer holds instead of a result where the question cannot be answered: a sentence."""


def main() -> None:
    """Answer until there are no more questions."""
    os.nice(int(sys.argv[1]))
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever else is written does not stand between answers
    asked: SimpleQueue[str] = SimpleQueue()
    threading.Thread(target=_listen, args=(asked,), daemon=True).start()

    def tell(told: dict[str, Any]) -> None:
        out.write(json.dumps(told) + "\n")
        out.flush()

    while True:
        question = json.loads(asked.get())
        try:
            module, _, name = QUESTIONS[question["question"]].partition(":")
            answer = getattr(import_module(module), name)
            given = question["given"]
            tell({"result": answer(given, lambda progress: tell({"progress": progress}))})
        except ValueError as error:
            tell({MISTAKE: str(error)})
        except Exception as fault:  # its text may hold what a caller said
            tell({"fault": type(fault).__name__})


def _listen(asked: "SimpleQueue[str]") -> None:
    with open(0, encoding="utf-8") as lines:
        for line in lines:
            asked.put(line)
    os._exit(0)


if __name__ == "__main__":
    main()
