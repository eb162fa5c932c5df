"""Whoever holds a copy of the database reads neither the key of an app nor spare codes in it."""

import json
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import InvalidToken
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse

from accounts import fields
from accounts.factors import SECRET_SESSION_KEY, secrets_in
from accounts.models import Account, AuditEntry, Session
from accounts.sessions import SessionStore
from tests import factories as made
from tests.integration.accounts.test_second_step import page_of, second_step, set_up_app
from tests.integration.accounts.test_sign_in import is_signed_in, sign_in
from tests.second_steps import app_of, code_of

pytestmark = pytest.mark.django_db
OLD, NEW = fields.new_key(), fields.new_key()
migration = import_module("accounts.migrations.0013_keys_of_apps")


def everything() -> str:
    """Return what a copy tells of second steps and sessions."""
    steps = [each.data for each in Authenticator.objects.all()]
    sessions = [SessionStore().decode(each.session_data) for each in Session.objects.all()]
    return json.dumps([steps, sessions])


def kept() -> list[str]:
    """Return every secret as it is kept."""
    return [its for each in Authenticator.objects.order_by("pk") for its in secrets_in(each.data)]


def test_a_key_is_readable_at_no_moment(rosa: Client, account: Account) -> None:
    """Neither while it is set up, nor after; nor what spare codes are made of."""
    address = reverse("mfa_activate_totp")
    secret = page_of(rosa.get(address)).find("code").string
    assert SECRET_SESSION_KEY in everything()
    assert secret not in everything()
    assert page_of(rosa.post(address, {"code": "000000"})).find("code").string == secret
    assert secret not in everything()
    rosa.post(address, {"code": code_of(secret)})
    codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes"))
    seed = fields.decrypt(codes.instance.data["seed"])
    assert len(kept()) == 2
    assert all(each.startswith(fields.ENCRYPTED) for each in kept())
    for each in (secret, seed, *codes.generate_codes()):
        assert each not in everything()


def test_they_open_all_the_same(rosa: Client, client: Client, account: Account) -> None:
    """A code of the app, and a spare one."""
    secret = set_up_app(rosa)
    spare = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).generate_codes()[0]
    for code in (code_of(secret, later=1), spare):
        rosa.post(reverse("account_logout"))
        sign_in(client, account.email)
        second_step(client, code=code)
        assert is_signed_in(client)


def plain(account: Account) -> str:
    """Keep an app and spare codes as they were kept before there were keys; return the app's."""
    secret, steps = generate_totp_secret(), Authenticator.objects
    steps.create(user=account, type="totp", data={"secret": secret, "spent": {"123456": 1.0}})
    codes = {"seed": "ab12", "used_mask": 5, "migrated_codes": ["11112222"]}
    steps.create(user=account, type="recovery_codes", data=codes)
    steps.create(user=account, type="webauthn", data={"name": "secret", "credential": {}})
    return secret


def test_what_was_kept_before_still_opens(client: Client, account: Account) -> None:
    """An older node may keep one while the new version comes up beside it."""
    secret = plain(account)
    sign_in(client, account.email)
    second_step(client, code=code_of(secret))
    assert is_signed_in(client)


def test_the_upgrade_encrypts_it_and_changes_nothing_else(account: Account) -> None:
    """Again does no harm; and the version before can have it back."""
    secret = plain(account)
    before = list(Authenticator.objects.order_by("pk").values_list("data", flat=True))
    migration.encrypt_all(apps, None)
    once = kept()
    assert [fields.decrypt(each) for each in once] == [secret, "ab12", "11112222"]
    assert all(each.startswith(fields.ENCRYPTED) for each in once)
    migration.encrypt_all(apps, None)
    assert [fields.decrypt(each) for each in kept()] == [secret, "ab12", "11112222"]
    migration.decrypt_all(apps, None)
    assert list(Authenticator.objects.order_by("pk").values_list("data", flat=True)) == before


def test_without_a_key_the_upgrade_stops_before_anything_is_changed(account: Account) -> None:
    """Where nobody has a second step it goes on."""
    with override_settings(FIELD_KEYS=[]):
        migration.encrypt_all(apps, None)
        secret = plain(account)
        with pytest.raises(ImproperlyConfigured, match="make_field_key"):
            migration.encrypt_all(apps, None)
    assert kept()[0] == secret


def test_a_key_is_turned(account: Account, capsys: pytest.CaptureFixture) -> None:
    """The new one first, then everything anew, and the old one is of no use any more."""
    with override_settings(FIELD_KEYS=[OLD]):
        secret = app_of(account)
    with override_settings(FIELD_KEYS=[NEW, OLD]):
        call_command("turn_field_keys")
    assert capsys.readouterr().out.startswith("1 are encrypted")
    assert AuditEntry.objects.get(action="turn_keys").detail == {"rows": 1}
    with override_settings(FIELD_KEYS=[NEW]):
        assert fields.decrypt(*kept()) == secret
    with override_settings(FIELD_KEYS=[OLD]), pytest.raises(InvalidToken):
        fields.decrypt(*kept())


@pytest.mark.parametrize(("keys", "words"), [([NEW], "Add to FIELD_KEYS"), ([], "Set FIELD_KEYS")])
def test_none_is_turned_while_a_key_is_missing(
    account: Account, keys: list[str], words: str
) -> None:
    """All or nothing."""
    with override_settings(FIELD_KEYS=[NEW]):
        app_of(made.AccountFactory())
    with override_settings(FIELD_KEYS=[OLD]):
        app_of(account)
    before = kept()
    with override_settings(FIELD_KEYS=keys), pytest.raises(CommandError, match=words):
        call_command("turn_field_keys")
    assert kept() == before
    assert not AuditEntry.objects.filter(action="turn_keys").exists()


def test_a_key_is_printed_and_kept_nowhere(capsys: pytest.CaptureFixture) -> None:
    call_command("make_field_key")
    key = capsys.readouterr().out.strip()
    with override_settings(FIELD_KEYS=[key]):
        assert fields.are_keys_good()
        assert fields.decrypt(fields.encrypt("tulips")) == "tulips"
