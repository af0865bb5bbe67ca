from telephony.local.segmenting import LONGEST_SECONDS, Mark, Segmenter

WINDOW = 0.032
VOICE, NOTHING = 0.95, 0.02


def marks(segmenter: Segmenter, *spans: tuple[float, float]) -> list[tuple[Mark, float]]:
    """What spans of (probability, seconds) are, and when it was known."""
    found, now = [], 0.0
    for probability, seconds in spans:
        for _ in range(round(seconds / WINDOW)):
            now += WINDOW
            mark = segmenter.push(probability)
            if mark is not None:
                found.append((mark, round(now, 2)))
    return found


def test_an_utterance_begins_pauses_and_ends() -> None:
    found = marks(Segmenter(WINDOW, 0.7), (NOTHING, 0.32), (VOICE, 0.96), (NOTHING, 1.0))
    assert [mark for mark, _ in found] == [Mark.STARTED, Mark.PAUSED, Mark.ENDED]
    assert 0.37 < found[0][1] < 0.42
    assert 1.5 < found[1][1] < 1.6
    assert 1.95 < found[2][1] < 2.05


def test_a_click_is_no_voice() -> None:
    assert marks(Segmenter(WINDOW, 0.7), (VOICE, 0.032), (NOTHING, 1.0)) == []


def test_who_goes_on_within_their_patience_is_not_cut_off() -> None:
    spans = ((VOICE, 0.64), (NOTHING, 0.64), (VOICE, 0.64), (NOTHING, 1.6))
    kinds = [mark for mark, _ in marks(Segmenter(WINDOW, 1.2), *spans)]
    assert kinds == [Mark.STARTED, Mark.PAUSED, Mark.RESUMED, Mark.PAUSED, Mark.ENDED]


def test_a_long_utterance_is_cut_at_a_short_pause_and_has_nothing_left_after_it() -> None:
    segmenter = Segmenter(WINDOW, 0.7)
    found = marks(segmenter, (VOICE, 8.5), (NOTHING, 0.16))
    assert [mark for mark, _ in found] == [Mark.STARTED, Mark.CUT]
    assert not segmenter.has_voice
    assert [mark for mark, _ in marks(segmenter, (NOTHING, 0.7))] == [Mark.PAUSED, Mark.ENDED]


def test_an_utterance_whose_end_is_never_heard_ends_all_the_same() -> None:
    found = marks(Segmenter(WINDOW, 0.7), (VOICE, LONGEST_SECONDS + 0.2))
    assert [mark for mark, _ in found][:2] == [Mark.STARTED, Mark.ENDED]
