"""Opening the store: with the keys that are given, or those that are kept."""

import asyncio
from pathlib import Path

from pydantic import SecretStr

from agent_config.settings import Settings
from clinic.store.keyring import new_key
from clinic.store.opening import KEY_FILE, keys, open_store


def settings(folder: Path, key: str | None = None) -> Settings:
    return Settings(
        database_url=f"sqlite:///{folder}/made/records.sqlite3",
        data_dir=folder / "kept",
        encryption_key=SecretStr(key) if key else None,
    )


def test_a_key_is_made_once_and_kept(tmp_path: Path) -> None:
    given = settings(tmp_path)
    sealed = keys(given).seal("Ruiz", "patients.last_name")
    assert keys(given).open(sealed, "patients.last_name") == "Ruiz"
    assert (tmp_path / "kept" / KEY_FILE).stat().st_mode & 0o077 == 0


def test_a_key_that_is_given_is_used_and_none_is_kept(tmp_path: Path) -> None:
    ring = keys(settings(tmp_path, new_key("k7")))
    assert [name for name, _ in ring.keys] == ["k7"]
    assert not (tmp_path / "kept" / KEY_FILE).exists()


def test_the_folder_is_made_and_the_database_opened(tmp_path: Path) -> None:
    async def look() -> list[tuple[object, ...]]:
        database = await open_store(settings(tmp_path))
        async with database.connection() as connection:
            tables = (await connection.exec_driver_sql("SELECT * FROM sqlite_master")).all()
        await database.close()
        return [tuple(row) for row in tables]

    assert asyncio.run(look()) == []
    assert (tmp_path / "made").is_dir()
