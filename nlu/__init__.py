"""Words into intents, slots, yes or no, and alarm: local rules and models, no network.

Each room reads only from those before it: `utterance`, `dictation`, `when` and `intent`, `answer`,
`person`. What stands here puts them together, and `Understanding` is the door.
"""

import os

# Sentences are small sums: threads waiting for one another cost more than they help, and several
# calls share the cores anyway. On a busy machine two threads make a sentence take ten times as
# long. The library of numpy reads this when it is loaded, which is after this line.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
