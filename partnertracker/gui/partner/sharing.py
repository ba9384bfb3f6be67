"""How the width of a partner's page is shared out over its form, its figures and its health."""

USUAL = (340, 480, 380)
"""How wide they are where there is enough room; of what there is more the form takes nothing."""

_FORM = 320
"""How far the form gives way to figures: dates are seen whole in its columns."""


def widths(room: int, least: tuple[int, int, int], whole: int, wanted: int) -> tuple[int, int, int]:
    """Return the widths of form, figures and health.

    The figures get what they need, where it can be had: first the health gives way, then the form.

    Args:
        room: what there is, the space between them left out.
        least: how wide each must be.
        whole: what the figures need to be seen without scrolling.
        wanted: what they need where there is no room for that: names whole, the last columns beyond the edge.
    """
    form, figures, health = USUAL
    form = max(least[0], min(form, room - least[1] - least[2]))
    narrow = max(least[0], min(form, _FORM))
    most = room - narrow - least[2]
    needed = next((each for each in (whole, wanted) if each <= most), room - form - least[2])
    middle = max((room - form) * figures // (figures + health), least[1], needed)
    form = max(narrow, min(form, room - middle - least[2]))
    return form, middle, room - form - middle
