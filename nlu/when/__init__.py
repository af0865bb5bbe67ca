"""When a caller could come: days, times of day, and wishes made of both, as time windows.

Dates and times are one language of their own, in which a word means little without its neighbours
("Tuesday ten", "the week after next"), so they are read together and apart from all else.
"""
