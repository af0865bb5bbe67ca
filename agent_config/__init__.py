"""Flows, clinics and scripted calls: YAML and JSON into values, and mistakes into sentences.

Every mistake names file, line and column and says what to write instead; all mistakes of a file
and of everything that it refers to are told in one run.
"""
