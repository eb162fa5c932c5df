"""The service's own settings with the bare view's address beside the others."""

from sdmtool.settings import *

ROOT_URLCONF = "tests.benchmarks.served"
