"""What all tests share."""

from hypothesis import settings

# A slow machine is no fault of the code: time is measured by `make bench`, never by a test.
settings.register_profile("whole", deadline=None)
settings.load_profile("whole")
