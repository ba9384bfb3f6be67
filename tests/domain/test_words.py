"""Words that grow share what they have in common, and none sees the words of another."""

from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.words import Words


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 3), st.booleans()), max_size=30))
def test_words_are_those_before_with_more_after_them_whatever_grew_from_them(
    steps: list[tuple[int, int, bool]],
) -> None:
    found = [(Words(["A", "B"]), ["A", "B"])]
    for number, (which, count, looked_up) in enumerate(steps):
        words, expected = found[which % len(found)]
        if looked_up:
            assert words.codes[expected[-1]] == len(expected) - 1
        fresh = [f"{number}.{each}" for each in range(count)]
        found.append((words.and_also(fresh), expected + fresh))
    for words, expected in found:
        assert list(words) == expected
        assert words == expected
        assert len(words) == len(expected)
        assert words[len(expected) - 1] == words[-1] == expected[-1]
        assert words[1:] == expected[1:]
        assert all(words.codes[word] == code for code, word in enumerate(expected))


def test_words_added_copy_nothing() -> None:
    words = Words(map(str, range(100_000)))
    more = words.and_also(["more"])
    assert more._all is words._all
    assert words.and_also([]) is words
