"""Who: the people of a call, by their names and by what tells one from another.

The caller, the patient and when they were born, the provider they want to see, and the carrier
that insures them. None can be listed in full, so each is known by the words around it.
"""
