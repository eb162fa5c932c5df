from django.db import migrations
from django.db.models import Q

from accounts import chain

PIECE = 500


def chain_entries(apps, schema_editor):
    """Give every entry that was written before there were chains its place in one."""
    entries = apps.get_model("accounts", "AuditEntry").objects.order_by("record", "sequence")
    piece = list(entries[:PIECE])
    last = None
    while piece:
        for each in piece:
            each.previous_digest = last.digest if last and last.record == each.record else ""
            content = chain.Content(
                each.organisation_id, each.by_id, each.action, each.record, each.at, each.detail
            )
            digest = chain.content_digest(content)
            each.digest = chain.linked(digest, each.sequence, each.previous_digest)
            last = each
        entries.bulk_update(piece, ["previous_digest", "digest"])
        later = Q(record__gt=last.record) | Q(record=last.record, sequence__gt=last.sequence)
        piece = list(entries.filter(later)[:PIECE])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_restorations"),
    ]

    operations = [
        migrations.RunPython(chain_entries, migrations.RunPython.noop),
    ]
