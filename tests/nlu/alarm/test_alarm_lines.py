"""What the sense is learnt from: lines in groups, and talk about everything else."""

from engine.safety import Level, assess
from nlu.alarm.answers import answers
from nlu.alarm.danger import shipped
from nlu.alarm.lines import digest, lines, ordinary


def test_the_weights_belong_to_the_lines() -> None:
    assert shipped().digest == digest(), "the lines have changed: run `make alarm`"


def test_a_group_has_one_level_and_no_line_comes_twice() -> None:
    said = lines()
    levels: dict[str, set[Level]] = {}
    for line in said:
        levels.setdefault(line.group, set()).add(line.level)
    assert all(len(one) == 1 for one in levels.values())
    assert len({line.text for line in said}) == len(said)


def test_both_languages_and_all_levels_are_there() -> None:
    said = lines()
    for language in ("en", "es"):
        for level in (Level.NONE, Level.URGENT, Level.EMERGENCY):
            count = sum(line.language == language and line.level is level for line in said)
            assert count >= 30, (language, level)
    assert not any(line.asks for line in said if line.level)


def test_ordinary_talk_raises_nothing_and_is_no_emergency() -> None:
    talk = ordinary()
    assert talk == sorted(set(talk))
    assert not {line.text for line in lines() if line.level} & set(talk)
    assert not any(assess(text).level for text in talk[::10])


def test_answers_are_made_by_counting() -> None:
    said = answers()
    assert said == answers()
    assert not any("{" in text for text in said)
    assert len(set(said)) > 3_000
