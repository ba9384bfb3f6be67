"""The one object that knows how everything looks now; widgets that paint are given it."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import QApplication

from partnertracker.gui.theme.icons import draw_icon
from partnertracker.gui.theme.palette import palette_of
from partnertracker.gui.theme.sizes import BODY, POINTS_PER_INCH, pixels_of, scale_of
from partnertracker.gui.theme.style import stylesheet_of
from partnertracker.gui.theme.tokens import DARK, LIGHT, Tokens

_PIXELS = {"body": BODY, "title": 17.0, "heading": BODY, "figure": 24.0, "caption": 11.5}
_SEMIBOLD = {"title", "heading", "figure"}


class Theme(QObject):
    """Light or dark, as the system says or as chosen; dresses the application and tells who paints."""

    changed = Signal()
    """The tokens are other ones now: repaint, and ask for icons anew."""

    def __init__(self, app: QApplication, scheme: str = "system", family: str = "") -> None:
        """Dress the application.

        Args:
            app: the application, in Qt's style "fusion", which the style sheet is made for.
            scheme: ``system``, ``light`` or ``dark``.
            family: a font family in place of the platform's interface font.
        """
        super().__init__(app)
        self._app = app
        self._scheme = scheme
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._inch = app.primaryScreen().logicalDotsPerInch()
        self.tokens: Tokens = LIGHT
        self._family = family or app.font().family()
        self._scale = scale_of(pixels_of(app.font()), app.platformName())
        app.setFont(self.font("body"))
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._wear()

    def choose(self, scheme: str) -> None:
        """Take ``system``, ``light`` or ``dark`` from now on."""
        self._scheme = scheme
        self._follow()

    def font(self, role: str) -> QFont:
        """Return the interface font, with figures of equal width.

        Args:
            role: ``body`` 13 px, ``heading`` 13 px semibold, ``title`` 17 px semibold, ``figure`` 24 px
                semibold, ``caption`` 11.5 px; larger where the system's text is.
        """
        font = QFont(self._family)
        font.setPointSizeF(self._points(role))
        if role in _SEMIBOLD:
            font.setWeight(QFont.Weight.DemiBold)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def icon(self, name: str, colour: str = "muted") -> QIcon:
        """Return an icon of ``resources/icons`` in one of the tokens' colours, by that token's name."""
        key = (name, colour)
        if key not in self._icons:
            self._icons[key] = draw_icon(name, getattr(self.tokens, colour))
        return self._icons[key]

    def _follow(self) -> None:
        if self._wanted() is not self.tokens:
            self._wear()
            self.changed.emit()

    def _wanted(self) -> Tokens:
        if self._scheme == "system":
            dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if self._scheme == "dark" else LIGHT

    def _wear(self) -> None:
        self.tokens = self._wanted()
        self._icons.clear()
        self._app.setPalette(palette_of(self.tokens))
        self._app.setStyleSheet(stylesheet_of(self.tokens, self._points("caption")))

    def _points(self, role: str) -> float:
        return _PIXELS[role] * self._scale * POINTS_PER_INCH / self._inch
