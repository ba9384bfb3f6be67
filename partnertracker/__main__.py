"""Start the program: ``python -m partnertracker``, and the console script."""

import sys

from partnertracker.app import main

if __name__ == "__main__":
    sys.exit(main())
