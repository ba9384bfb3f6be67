"""Words can be read on everything they stand on, in both schemes."""

import pytest
from PySide6.QtGui import QColor

from partnertracker.gui.theme.tokens import DARK, LIGHT, Tokens

AA = 4.5


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def pairs(tokens: Tokens) -> list[tuple[str, QColor, QColor]]:
    pages = {"background": tokens.background, "surface": tokens.surface, "accent_soft": tokens.accent_soft}
    found = [
        (f"{ink} on {page}", getattr(tokens, ink), colour)
        for ink in ("text", "muted", "accent")
        for page, colour in pages.items()
    ]
    found += [
        ("on_accent on accent", tokens.on_accent, tokens.accent),
        ("muted on track", tokens.muted, tokens.track),
    ]
    for name in ("green", "yellow", "red", "grey"):
        colours = tokens.status(name)
        found += [
            (f"{name} on its soft", colours.text, colours.soft),
            (f"{name} on surface", colours.text, tokens.surface),
            (f"{name} on background", colours.text, tokens.background),
            (f"text on soft {name}", tokens.text, colours.soft),
        ]
    return found


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_meets_aa(tokens: Tokens) -> None:
    weak = {
        name: round(contrast(ink, page), 2) for name, ink, page in pairs(tokens) if contrast(ink, page) < AA
    }
    assert weak == {}


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert contrast(QColor("#767676"), QColor("#ffffff")) == pytest.approx(4.54, abs=0.01)


def test_an_unknown_status_is_grey() -> None:
    assert LIGHT.status("too_few") is LIGHT.grey
