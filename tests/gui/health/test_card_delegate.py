"""A card is painted in the colours of its status, at every size."""

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from partnertracker.gui.health.card_delegate import CardDelegate
from partnertracker.gui.health.cards import CardsModel, initials, spoken
from partnertracker.gui.health.view import HealthView
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import DARK, LIGHT
from partnertracker.services.review import Card
from tests.gui.programme import TODAY


@pytest.mark.parametrize(
    ("name", "short"), [("Maya Osei", "MO"), ("MO", "MO"), ("", ""), ("anna b keller", "ABK")]
)
def test_managers_stand_by_their_initials(name: str, short: str) -> None:
    assert initials(name) == short


def card(
    key: int, *, status: str = "red", overdue: bool = False, ramping: bool = False, suggested: str = ""
) -> Card:
    return Card(
        partner=key,
        key=key,
        name=f"Partner {key}",
        manager="Maya Osei",
        tier="Gold",
        type="reseller",
        status=status,
        since=20_000,
        review=key,
        reviewed_on=20_000,
        due_on=20_030,
        age_days=47 if overdue else 9,
        overdue=overdue,
        ramping=ramping,
        months=("green",) * 9 + (status,) * 3,
        revenue=tuple(float(value) for value in range(12)),
        suggested=suggested,
        score=64 if suggested else None,
        disagrees=suggested not in {"", status},
    )


def painted(
    theme: Theme,
    one: Card,
    *,
    selected: bool = False,
    scaling: float = 1.0,
    width: int = 272,
    height: int = 90,
) -> QImage:
    model = CardsModel(one.status, TODAY, lambda _keys: None)
    model.show([one])
    image = QImage(QSize(width, height) * scaling, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(scaling)
    image.fill(theme.tokens.background)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, height)
    if selected:
        option.state |= QStyle.StateFlag.State_Selected
    painter = QPainter(image)
    CardDelegate(theme).paint(painter, option, model.index(0))
    painter.end()
    return image


def colours(image: QImage, area: QRect) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(area.left(), area.right())
        for y in range(area.top(), area.bottom())
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scaling", [1.0, 1.5, 2.0])
def test_a_card_wears_the_colour_of_its_status(theme: Theme, scheme: str, scaling: float) -> None:
    theme.choose(scheme)
    tokens = LIGHT if scheme == "light" else DARK
    image = painted(theme, card(1), scaling=scaling)
    theme.choose("light")

    edge = image.pixelColor(QPoint(round(3 * scaling), round(40 * scaling)))
    assert edge.name() == tokens.red.fill.name()
    months = QRect(15, 55, 210, 20)
    found = colours(image, QRect(months.topLeft() * scaling, months.size() * scaling))
    assert {tokens.green.fill.name(), tokens.red.fill.name()} <= found


def test_an_overdue_review_stands_out_beyond_its_colour(theme: Theme) -> None:
    age = QRect(200, 8, 60, 22)

    assert LIGHT.yellow.text.name() in colours(painted(theme, card(1, status="green", overdue=True)), age)
    assert LIGHT.yellow.text.name() not in colours(painted(theme, card(1, status="green")), age)
    assert "review overdue since" in spoken(card(1, overdue=True), "", date(2026, 11, 21))


def test_on_a_narrow_card_the_age_leaves_the_first_line_to_the_name(theme: Theme) -> None:
    first, second = QRect(12, 10, 118, 19), QRect(12, 31, 30, 16)
    late = card(1, status="green", overdue=True)

    assert LIGHT.yellow.text.name() in colours(painted(theme, late, width=132), second)
    assert LIGHT.yellow.text.name() not in colours(painted(theme, late, width=132), first)


def test_a_narrow_card_has_its_line_and_all_months_whatever_its_figures_suggest(view: HealthView) -> None:
    view.resize(904, 640)
    QApplication.processEvents()
    column = view.board.columns["red"].list
    delegate = column.itemDelegate()
    assert isinstance(delegate, CardDelegate)
    row = column.visualRect(column.model().index(0, 0))
    odd = card(1, suggested="yellow")
    line = delegate.line_of(row.toRectF(), odd)
    picture = painted(view._theme, odd, width=row.width(), height=row.height())

    assert row.height() > 90
    assert line.width() > 30
    assert LIGHT.red.fill.name() in colours(picture, line.toRect())
    squares = QRect(9, row.height() - 38, row.width() - 18, 20)
    across = [
        any(
            picture.pixelColor(x, y).name() == LIGHT.green.fill.name()
            for y in range(squares.top(), squares.bottom())
        )
        for x in range(squares.left(), squares.right())
    ]
    greens = sum(now and not before for before, now in pairwise([False, *across]))
    assert greens == 9


def test_the_chosen_card_has_a_ring(theme: Theme) -> None:
    top = QRect(60, 0, 100, 4)

    assert LIGHT.accent.name() in colours(painted(theme, card(1), selected=True), top)
    assert LIGHT.accent.name() not in colours(painted(theme, card(1)), top)


def test_a_partner_that_has_just_joined_is_marked(theme: Theme) -> None:
    line = QRect(14, 28, 60, 20)

    assert colours(painted(theme, card(1, ramping=True)), line) != colours(painted(theme, card(1)), line)


def test_five_hundred_partners_are_painted_only_as_far_as_they_are_seen(view: HealthView) -> None:
    asked: list[list[int]] = []
    column = view.board.columns["green"]
    model = CardsModel("green", TODAY, asked.append)
    column.list.setModel(model)
    model.show([card(key, status="green") for key in range(1, 501)])
    QApplication.processEvents()
    column.list.grab()

    assert 0 < sum(len(keys) for keys in asked) < 200
