from django.db import migrations

from accounts.factors import with_secrets
from accounts.fields import decrypt, encrypt


def change_all(apps, change):
    """Change the secrets of every second step, and nothing beside them."""
    rows = apps.get_model("mfa", "Authenticator").objects
    for row in rows.select_for_update().order_by("pk"):
        data = with_secrets(row.data, change)
        if data != row.data:
            row.data = data
            row.save(update_fields=["data"])


def encrypt_all(apps, schema_editor):
    """Encrypt what is not encrypted yet; without a key nothing changes, unless nothing is there."""
    change_all(apps, lambda text: encrypt(decrypt(text)))


def decrypt_all(apps, schema_editor):
    """Let the version before read them again."""
    change_all(apps, decrypt)


class Migration(migrations.Migration):
    """The keys of apps and what spare codes are made of are not readable in a copy any more."""

    dependencies = [
        ("accounts", "0012_sessions"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.RunPython(encrypt_all, decrypt_all),
    ]
