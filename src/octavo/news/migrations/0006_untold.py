from django.db import migrations, models
from django.db.models.functions import Now


def tell_all(apps, schema_editor):
    """Stories that are there have no reading aids of this kind yet."""
    apps.get_model('news', 'Story').objects.filter(headline__isnull=False).update(untold=Now())


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0005_provenance'),
    ]

    operations = [
        migrations.AddField(
            model_name='story',
            name='untold',
            field=models.DateTimeField(db_index=True, null=True),
        ),
        migrations.RunPython(tell_all, migrations.RunPython.noop, elidable=True),
    ]
