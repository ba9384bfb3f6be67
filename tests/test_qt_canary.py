"""Some pairs of PySide6 and Python abort the process after some 16,000 calls that return nothing."""

import subprocess
import sys

CALLS = """
from PySide6.QtCore import QCoreApplication, QObject

app = QCoreApplication([])
thing = QObject()
for number in range(50_000):
    thing.setObjectName("canary")
    if number % 10 == 0:
        app.processEvents()
print("alive")
"""


def test_fifty_thousand_void_calls_leave_the_process_alive() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CALLS], capture_output=True, text=True, timeout=60, check=False
    )

    assert (done.returncode, done.stdout) == (0, "alive\n"), done.stderr
