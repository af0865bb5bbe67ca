"""The common names, and a clinic's own."""

from hypothesis import given
from hypothesis import strategies as st

from nlu.person.lexicon import Lexicon, clinic_names, common_names, lexicon, plain_name


def _names_in(words: Lexicon) -> list[str]:
    """All names of a lexicon, read from its tree."""
    found: list[str] = []
    before = [""]
    for level in words.levels:
        rows = zip(level.parents, level.letters, strict=True)
        spelled = [before[parent] + chr(ord("a") + letter) for parent, letter in rows]
        doubled = [len(word) > 1 and word[-1] == word[-2] for word in spelled]
        assert doubled == list(level.doubled)
        for word, name in zip(spelled, level.names, strict=True):
            assert name == -1 or words.names[name] == word
            found += [word] if name >= 0 else []
        before = spelled
    return found


@given(st.sets(st.text(alphabet="abz", min_size=1, max_size=5), min_size=1, max_size=20))
def test_the_tree_holds_the_names_and_no_others(names: set[str]) -> None:
    words = lexicon(sorted(names), [0.0] * len(names))
    assert sorted(_names_in(words)) == sorted(names)


def test_the_common_names_are_those_of_the_sources() -> None:
    names = common_names()
    assert len(names.given.names) == 5163 + 5225
    assert len(names.surnames_turned.names) == 20_000
    assert names.given.names[:3] == ("james", "john", "robert")
    assert names.surnames_turned.names[0] == "htims"
    for words in (names.given, names.surnames_turned):
        assert len(set(words.names)) == len(words.names)
        assert all(plain_name(name) == name for name in words.names)
        assert sorted(_names_in(words)) == sorted(words.names)


def test_the_rarer_a_name_the_more_it_costs() -> None:
    rarity = list(common_names().given.rarity)
    assert rarity == sorted(rarity)
    assert rarity[0] == 0


def test_in_a_clinic_its_own_names_come_first() -> None:
    names = clinic_names([("Ana", "O'Neil"), ("Ana", "Ruiz"), ("José", "Ruiz"), ("", "")])
    given_names, surnames = names.given, names.surnames_turned
    assert given_names.names[:2] == ("ana", "jos")
    assert surnames.names[:2] == ("ziur", "lieno")
    assert given_names.rarity[0] == 0 < given_names.rarity[1] < given_names.rarity[2]
    assert given_names.names.count("ana") == 1
    assert "smith"[::-1] in surnames.names


def test_a_name_as_it_is_spelled() -> None:
    assert plain_name("O'Connor-Smith Jr.") == "oconnorsmithjr"
