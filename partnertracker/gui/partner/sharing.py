"""How the width of a partner's page is shared out over its form, its figures and its health."""

USUAL = (340, 480, 380)
"""How wide they are where there is enough room; of what there is more the form takes nothing."""


def widths(room: int, least: tuple[int, int, int], whole: int, wanted: int) -> tuple[int, int, int]:
    """Return the widths of form, figures and health.

    The figures get what they need: first the health gives way, then the form, each down to its least.

    Args:
        room: what there is, the space between them left out.
        least: how wide each must be.
        whole: what the figures need to be seen without scrolling.
        wanted: what they need where there is no room for that: names whole, the last columns beyond the edge.
    """
    form, figures, health = USUAL
    form = max(least[0], min(form, room - least[1] - least[2]))
    most = room - least[0] - least[2]
    usual = (room - form) * figures // (figures + health)
    middle = max(usual, least[1], min(whole if whole <= most else wanted, most))
    form = min(form, max(least[0], room - middle - least[2]))
    return form, middle, max(0, room - form - middle)
