"""Loads the library from its files: the only writer of starter content.

cells.py    a file, row by row; a fault is named by file, row and column
library.py  the files as one checked value, before anything is written
rows.py     reference rows and facts: added, changed or retired
cards.py    starter cards and the releases that hold them
"""

from medications.loader.cells import LibraryFault
from medications.loader.load import load_library

__all__ = ["LibraryFault", "load_library"]
