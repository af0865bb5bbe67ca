"""The engine decides. Pure: no input or output, no clock, no randomness, no await.

`advance(flow, call, event) -> (call, commands)` is the whole of it. Time, understanding,
openings, bookings and transfers come in as events and go out as commands.
"""
