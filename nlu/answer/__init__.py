"""What words answer to a question: yes or no, one of some choices, an opening, a change.

The same words mean different things after different questions, so every reader here is told what
was asked or offered.
"""
