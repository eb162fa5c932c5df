"""Who is signed in, as Django's own sessions keep it, and when they last did something."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone


class Session(AbstractBaseSession):
    """A session (accounts/sessions.py). `seen_at` is when somebody last did something in it."""

    seen_at = models.DateTimeField(default=timezone.now)
