"""Words into intents, slots, yes or no, and alarm: local rules and models, no network.

Each room reads only from those before it: `utterance`, `dictation`, `when` and `intent`, `answer`,
`person`. What stands here puts them together, and `Understanding` is the door.
"""
