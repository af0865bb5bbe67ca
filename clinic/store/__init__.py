"""Where a clinic's records are kept: SQLite in the house, or PostgreSQL for several processes.

Everything about people is encrypted before it reaches the database; what is plain are ids, times,
resources and statuses. Every row belongs to a practice (the tenant) and, but for a few, to one of
its clinics, and every query is scoped by both.
"""
