"""Opening the database that the settings name, with the keys that belong to it.

Where no key is given, one is made and kept in the folder of the data: an embedded clinic needs no
key to begin with, and is encrypted all the same.
"""

import asyncio
from typing import Final

from agent_config.settings import Settings
from clinic.store.database import Database
from clinic.store.keyring import Keyring, kept_key, parse

KEY_FILE: Final = "encryption.key"


async def open_store(settings: Settings) -> Database:
    """The database of a server, its folder made; its tables stay as they are. Close it when done.

    Raises `ValueError`, a sentence, for an address or keys that cannot be used.
    """
    keyring = await asyncio.to_thread(keys, settings)
    return Database(settings.database_url, keyring)


def keys(settings: Settings) -> Keyring:
    """The keys of a server: those that are given, or the one that is kept in its folder."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    given = settings.encryption_key
    return parse(given.get_secret_value() if given else kept_key(settings.data_dir / KEY_FILE))
