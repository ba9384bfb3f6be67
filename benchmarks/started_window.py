"""The program as a person starts it, told to note when it can be seen and read: ``FILE`` is its argument."""

import gc
import sys
from importlib import import_module

if __name__ == "__main__":
    gc.disable()  # as the program does before it loads anything of the window
    sys.exit(import_module("benchmarks.watching").watched())
