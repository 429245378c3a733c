from django.db import migrations
from django.db.models import Q
from django.utils import timezone


def forget(apps, schema_editor):
    """Only articles have a brief now; and their other aids are to be made, so they go back a stage."""
    apps.get_model('assist', 'Brief').objects.filter(Q(article=None) | Q(version=None)).delete()
    # Stages as they stand in octavo.news.models.Article: related, ready.
    apps.get_model('news', 'Article').objects.filter(stage=80).update(stage=70, due_at=timezone.now())


class Migration(migrations.Migration):
    """Rows first, in a transaction of its own: PostgreSQL does not alter a table in the same one."""

    dependencies = [
        ('assist', '0001_initial'),
        ('news', '0006_untold'),
    ]

    operations = [
        migrations.RunPython(forget, migrations.RunPython.noop, elidable=True),
    ]
