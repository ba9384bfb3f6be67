"""The palette that Fusion draws with, made from the tokens."""

from PySide6.QtGui import QPalette

from partnertracker.gui.theme.tokens import Tokens

_Role = QPalette.ColorRole


def palette_of(tokens: Tokens) -> QPalette:
    """Return the palette of a scheme; disabled words are muted."""
    palette = QPalette()
    roles = {
        _Role.Window: tokens.background,
        _Role.WindowText: tokens.text,
        _Role.Base: tokens.surface,
        _Role.AlternateBase: tokens.background,
        _Role.Text: tokens.text,
        _Role.Button: tokens.surface,
        _Role.ButtonText: tokens.text,
        _Role.BrightText: tokens.on_accent,
        _Role.ToolTipBase: tokens.surface,
        _Role.ToolTipText: tokens.text,
        _Role.PlaceholderText: tokens.muted,
        _Role.Highlight: tokens.accent,
        _Role.HighlightedText: tokens.on_accent,
        _Role.Accent: tokens.accent,
        _Role.Link: tokens.accent,
        _Role.LinkVisited: tokens.accent,
        _Role.Light: tokens.surface,
        _Role.Midlight: tokens.line,
        _Role.Mid: tokens.line,
        _Role.Dark: tokens.muted,
        _Role.Shadow: tokens.line,
    }
    for role, colour in roles.items():
        palette.setColor(role, colour)
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, tokens.muted)
    palette.setColor(QPalette.ColorGroup.Disabled, _Role.Highlight, tokens.line)
    return palette
