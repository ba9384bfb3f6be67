"""The order in which Tab goes through what is made after its page."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtWidgets import QWidget


def chain(stops: Sequence[QWidget]) -> None:
    """Let Tab go through these one after the other; Qt puts what is made late behind everything else."""
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
