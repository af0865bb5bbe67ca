"""`frontdesk bench understanding`: how well callers are understood, on open data and own exams.

One file for each set. The public sets stay outside this project and are read from a folder; each
measure is a function from that folder to figures. Nothing is trained on what is measured here.
"""
