"""Alarms that rules alone would miss: emergencies as people really tell them, by meaning.

`emergencies.jsonl` and `lookalikes.jsonl` are lines of callers in groups of wording; `training`
makes `weights.npz` of them (`make alarm`), and `danger` reads callers with it. The word rules of
`engine/safety` stay the floor: nothing in here lowers what they found.
"""
