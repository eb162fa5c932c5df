"""What probes are told: alive, ready, and what is missing when it is not."""

import time
from collections.abc import Iterator

import pytest
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from tests.ports import free_port

ALL_OK = {"database": "ok", "migrations": "ok", "bus": "ok", "cache": "ok"}


def test_alive_asks_nothing(client: Client) -> None:
    """Without the database mark, any question to it would fail here."""
    client.cookies["session"] = client.cookies["seat"] = "somebody"
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"alive": "ok"}
    is_alone(response)


def is_alone(response: HttpResponse) -> None:
    """Nothing is kept of it, and it leaves nothing in a browser."""
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


@pytest.mark.django_db
def test_ready_names_each_part(client: Client) -> None:
    """And touches no session, whatever the probe brings along."""
    client.cookies["session"] = "somebody"
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, ALL_OK)
    is_alone(response)


@pytest.mark.django_db
def test_many_probes_cost_no_more_than_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Nobody can wear the database out with them."""
    client.get("/readyz")
    with django_assert_num_queries(0):
        assert client.get("/readyz").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_is_missing_is_behind(client: Client) -> None:
    """The code is newer than the database: pages would break."""
    rows = MigrationRecorder.Migration.objects.filter(app="accounts", name="0001_initial")
    (kept,) = rows
    rows.delete()
    try:
        response = client.get("/readyz")
    finally:
        kept.save(force_insert=True)
    assert (response.status_code, response.json()) == (503, ALL_OK | {"migrations": "behind"})


@pytest.fixture
def _nobody_there() -> Iterator[None]:
    """Name a PostgreSQL server that is not there."""
    config = connections.settings[DEFAULT_DB_ALIAS] | {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "127.0.0.1",
        "PORT": str(free_port()),
        "USER": "somebody",
        "PASSWORD": "0-pass-word-0",
        "OPTIONS": {},
    }
    before = connections[DEFAULT_DB_ALIAS]
    kept, connections.settings[DEFAULT_DB_ALIAS] = connections.settings[DEFAULT_DB_ALIAS], config
    connections[DEFAULT_DB_ALIAS] = connections.create_connection(DEFAULT_DB_ALIAS)
    yield
    connections.settings[DEFAULT_DB_ALIAS] = kept
    connections[DEFAULT_DB_ALIAS] = before


@pytest.mark.django_db
@pytest.mark.usefixtures("_nobody_there")
def test_a_database_that_is_not_there(client: Client) -> None:
    """It is said soon, and neither where it would be nor with which password."""
    started = time.monotonic()
    response = client.get("/readyz")
    assert time.monotonic() - started < 5
    gone = {"database": "away", "migrations": "not known"}
    assert (response.status_code, response.json()) == (503, ALL_OK | gone)
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_redis_that_is_not_there(client: Client) -> None:
    """Bus and cache are told apart, though both are Redis here."""
    address = f"redis://127.0.0.1:{free_port()}/0"
    redis_cache = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": address}
    with override_settings(LIVE_BUS="redis", REDIS_URL=address):
        response = client.get("/readyz")
        assert (response.status_code, response.json()) == (503, ALL_OK | {"bus": "away"})
    with override_settings(CACHES={"default": redis_cache}):
        found = Client().get("/readyz")
        assert (found.status_code, found.json()) == (503, ALL_OK | {"cache": "away"})


def test_a_probe_only_asks(client: Client) -> None:
    """Nothing is sent there."""
    assert client.post("/healthz").status_code == 405


@override_settings(SECURE_SSL_REDIRECT=True, ALLOWED_HOSTS=["sdm.example.org"])
def test_a_probe_on_this_machine_is_sent_nowhere() -> None:
    """It comes over plain http, under an address of this machine."""
    assert Client().get("/healthz", headers={"host": "10.0.0.7:8000"}).status_code == 200
