"""The service does not start with what no service with real people may have."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.checks import run_checks
from django.db import connection
from django.test import override_settings

from accounts.demo import load_demo
from accounts.fields import new_key
from tests.attack import headers
from tests.factories import AccountFactory
from tests.ports import free_port
from tests.second_steps import app_of
from tests.source import ROOT

SAFE = {
    "DEBUG": False,
    "DEMO": False,
    "SECRET_KEY": "k9-Vq2xR7_mZt4Lw8Bn1Yc6Hd3Jf5Gs0Pa-Eu_Ti7Oq9Xr2Cv4Wm",
    "ALLOWED_HOSTS": ["sdm.example.org"],
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 3600,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "WEB_PROCESSES": 1,
    "REDIS_URL": "",
    "OIDC_SERVER": "",
    "OIDC_SIGN_IN": [],
    "PRIVATE_NETWORK": False,
    "FIELD_KEYS": ["zt2vXJ3m0lRtlAL9MdsU2tLkVfZfM4l1ej5uVqQmYIE="],
}
MAIL = {
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "EMAIL_HOST": "mail.example.org",
}
UNSAFE = {
    "Django's own error pages": ({"DEBUG": True}, "DEBUG"),
    "the demo": ({"DEMO": True}, "DEMO"),
    "a short secret": ({"SECRET_KEY": "hunter2-" * 4}, "SECRET_KEY"),
    "a secret that repeats itself": ({"SECRET_KEY": "chaos" * 12}, "SECRET_KEY"),
    "Django's example": ({"SECRET_KEY": "django-insecure-" + "a1b2c3d4e5" * 6}, "SECRET_KEY"),
    "any host": ({"ALLOWED_HOSTS": ["*"]}, "ALLOWED_HOSTS"),
    "any host among others": ({"ALLOWED_HOSTS": ["sdm.example.org", "*"]}, "ALLOWED_HOSTS"),
    "a cookie over plain http": ({"SESSION_COOKIE_SECURE": False}, "HTTPS"),
    "a token over plain http": ({"CSRF_COOKIE_SECURE": False}, "HTTPS"),
    "pages over plain http": ({"SECURE_SSL_REDIRECT": False}, "HTTPS"),
    "nothing that keeps browsers on TLS": ({"SECURE_HSTS_SECONDS": 0}, "HTTPS"),
    "a copy in which nothing is closed yet": (
        {"RESTORED_FILE": ROOT / "README.md"},
        "finish_restore",
    ),
    "nothing to encrypt with": ({"FIELD_KEYS": []}, "FIELD_KEYS"),
    "a key that is none": ({"FIELD_KEYS": [*SAFE["FIELD_KEYS"], "tulips"]}, "FIELD_KEYS"),
    "two processes, each with its own count": ({"WEB_PROCESSES": 2}, "REDIS_URL"),
    "a plain way to Redis": ({"REDIS_URL": "redis://cache.example.org/1"}, "rediss://"),
    "a plain way to mail": (MAIL | {"EMAIL_USE_TLS": False}, "EMAIL_URL"),
    "a plain way to the provider": ({"OIDC_SERVER": "http://id.example.org"}, "OIDC_SERVER"),
}


def sentences() -> list[str]:
    """Return what our own checks say before a start."""
    found = run_checks(include_deployment_checks=True)
    return [each.msg for each in found if str(each.id).startswith(("sdmtool.", "accounts."))]


@pytest.mark.django_db
def test_a_safe_service_starts() -> None:
    """Nothing is said."""
    with override_settings(**SAFE):
        assert sentences() == []


@pytest.mark.django_db
@pytest.mark.parametrize(("changed", "names"), UNSAFE.values(), ids=UNSAFE)
def test_each_is_refused_by_itself(changed: dict, names: str) -> None:
    """One sentence, which names what to change."""
    with override_settings(**SAFE | changed):
        (sentence,) = sentences()
    assert names in sentence


@pytest.mark.django_db
def test_two_processes_that_share_their_count_start() -> None:
    """Redis counts for both."""
    with override_settings(**SAFE | {"WEB_PROCESSES": 2, "REDIS_URL": "rediss://cache/1"}):
        assert sentences() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "way",
    [
        {"REDIS_URL": "redis://127.0.0.1/1"},
        {"REDIS_URL": "redis://cache.example.org/1", "PRIVATE_NETWORK": True},
        MAIL | {"EMAIL_USE_TLS": True},
        {"OIDC_SERVER": "https://id.example.org"},
    ],
)
def test_a_way_that_is_encrypted_or_ones_own_is_taken(way: dict) -> None:
    """Or one that does not leave this machine."""
    with override_settings(**SAFE | way):
        assert sentences() == []


@pytest.mark.parametrize(
    ("host", "more", "sslmode"),
    [
        ("db.invalid", {}, "verify-full"),
        ("db.invalid", {"PRIVATE_NETWORK": "true"}, None),
        ("127.0.0.1", {}, None),
        ("", {}, None),
    ],
)
def test_a_database_elsewhere_has_to_show_who_it_is(
    tmp_path: Path, host: str, more: dict[str, str], sslmode: str | None
) -> None:
    """From the first connection on, of whatever command."""
    known = {"DATABASE_URL": f"postgres://us:secret@{host}/sdmtool", "FIELD_KEYS": new_key()} | more
    found = json.loads(started(tmp_path, "-c", SET, "DATABASES", **known).stdout)
    assert found["DATABASES"]["default"].get("OPTIONS", {}).get("sslmode") == sslmode


def test_a_database_elsewhere_is_not_reached_in_another_way(tmp_path: Path) -> None:
    """Encrypted alone is not enough: somebody may stand between."""
    (tmp_path / "static").mkdir()
    address = "postgres://us:secret@db.invalid/sdmtool?sslmode=require"
    found = started(tmp_path, DATABASE_URL=address, FIELD_KEYS=new_key())
    assert found.returncode == 1
    assert "Take sslmode out of DATABASE_URL" in found.stderr


@pytest.mark.django_db
def test_accounts_of_the_demo_are_refused() -> None:
    """Their passwords are printed at every start of the demo."""
    load_demo(ROOT / "fixtures")
    with override_settings(**SAFE):
        (sentence,) = sentences()
    assert "accounts of the demo" in sentence


@pytest.mark.django_db(transaction=True)
def test_a_database_that_loses_what_was_saved_is_refused() -> None:
    """It would say "saved" and forget it when the power fails."""
    off, on = {
        "sqlite": ("PRAGMA synchronous=NORMAL", "PRAGMA synchronous=FULL"),
        "postgresql": ("SET synchronous_commit=off", "SET synchronous_commit=on"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(off)
        try:
            with override_settings(**SAFE):
                (sentence,) = sentences()
        finally:
            cursor.execute(on)
    assert "synchronous" in sentence


@pytest.mark.django_db
def test_keys_that_do_not_read_what_is_kept_are_refused() -> None:
    """Whoever has an app would stay outside; with the key beside a new one nobody does."""
    account, other = AccountFactory(), new_key()
    with override_settings(**SAFE):
        app_of(account)
        RecoveryCodes.activate(account)
    with override_settings(**SAFE | {"FIELD_KEYS": [other]}):
        (sentence,) = sentences()
    assert "FIELD_KEYS" in sentence
    assert " 2 apps and lists" in sentence
    with override_settings(**SAFE | {"FIELD_KEYS": [other, *SAFE["FIELD_KEYS"]]}):
        assert sentences() == []


DEPLOY = ("--deploy", "--fail-level", "WARNING")
SET = """
import json, sys
from sdmtool import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}))
"""


def started(folder: Path, *command: str, **changed: str) -> subprocess.CompletedProcess:
    """Ask as `make serve` does, with this environment and nothing else of ours."""
    known = {name: its for name, its in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        [sys.executable, *(command or ("manage.py", "check", *DEPLOY))],
        env={**known, "VAR_DIR": str(folder), **changed},
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )


def test_a_key_for_fields_is_all_that_a_safe_start_needs(tmp_path: Path) -> None:
    """On this machine alone, with a secret of its own; without it, it is asked for."""
    (tmp_path / "static").mkdir()
    found = started(tmp_path, FIELD_KEYS=new_key())
    assert found.returncode == 0, found.stderr
    found = started(tmp_path)
    assert found.returncode == 1
    assert "manage.py make_field_key" in found.stderr


def test_a_database_that_is_away_is_refused_in_words(tmp_path: Path) -> None:
    """And its password is not among them."""
    (tmp_path / "static").mkdir()
    address = f"postgres://somebody:0-pass-word-0@127.0.0.1:{free_port()}/sdmtool"
    found = started(tmp_path, DATABASE_URL=address, FIELD_KEYS=new_key())
    assert found.returncode == 1
    assert "Start the database, or correct DATABASE_URL: it is away" in found.stderr
    assert "0-pass-word-0" not in found.stderr + found.stdout


@pytest.mark.parametrize(("said", "count"), [("true", 1), ("false", 0)])
def test_tries_are_counted_by_the_proxys_word_where_there_is_one(
    tmp_path: Path, said: str, count: int
) -> None:
    """And by nobody's else."""
    proxy = {"BEHIND_PROXY": said, "FIELD_KEYS": new_key()}
    found = started(tmp_path, "-c", SET, "ALLAUTH_TRUSTED_PROXY_COUNT", **proxy)
    assert json.loads(found.stdout) == {"ALLAUTH_TRUSTED_PROXY_COUNT": count}, found.stderr


def test_the_headers_that_are_attacked_are_those_of_production(tmp_path: Path) -> None:
    """Names of cookies for this host alone, a year of TLS: the attack sets them as a start does."""
    proxy = {"BEHIND_PROXY": "true", "FIELD_KEYS": new_key()}
    found = started(tmp_path, "-c", SET, *headers.HTTPS, **proxy)
    assert json.loads(found.stdout) == json.loads(json.dumps(headers.HTTPS)), found.stderr


@pytest.mark.parametrize(
    ("said", "hosts"),
    [
        ({}, []),
        ({"OIDC_SERVER": "https://id.invalid"}, ["https://id.invalid"]),
        ({"OIDC_SERVER": "https://id.invalid", "OIDC_SIGN_IN": ""}, ["https://id.invalid"]),
        (
            {
                "OIDC_SERVER": "https://id.invalid",
                "OIDC_SIGN_IN": "https://a.invalid,https://b.invalid",
            },
            ["https://a.invalid", "https://b.invalid"],
        ),
    ],
)
def test_forms_are_led_on_to_a_provider_that_is_named_and_nowhere_else(
    tmp_path: Path, said: dict[str, str], hosts: list[str]
) -> None:
    """Without a provider every form stays here."""
    known = {"FIELD_KEYS": new_key(), "OIDC_CLIENT_ID": "us", "OIDC_CLIENT_SECRET": "secret"}
    found = started(tmp_path, "-c", SET, "CONTENT_SECURITY_POLICY", **known, **said)
    policy = json.loads(found.stdout)["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert policy["form-action"] == ["'self'", *hosts]
