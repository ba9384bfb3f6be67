"""A file is looked over while the rest of the program is still being loaded."""

import subprocess
import sys

ALONE = "import sys, partnertracker.storage.admission; sys.exit('numpy' in sys.modules)"


def test_looking_a_file_over_loads_nothing_that_computes() -> None:
    assert subprocess.run([sys.executable, "-c", ALONE], check=False).returncode == 0
