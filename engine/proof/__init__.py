"""The proof: every reachable abstract state of the real `advance` over a flow.

There is no model of the engine beside the engine. The explorer calls `advance` itself, on calls
whose slots and budgets are filled only as far as `advance` looks at them: whatever it reads and
that is not settled yet makes the explorer branch on every class of value it could be. What is
never read cannot matter. See docs/decisions for what is exact and what is an abstraction.
"""

from engine.proof.prove import Fault, Proof, prove

__all__ = ["Fault", "Proof", "prove"]
