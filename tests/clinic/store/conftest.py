"""What tests of the store take from the databases that all tests share."""

from tests.databases import NOW, InStore, found, opened

__all__ = ["NOW", "InStore", "found", "opened"]
