import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assist', '0002_of_articles'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='brief', name='brief_of_one_thing'),
        migrations.RemoveField(model_name='brief', name='story'),
        migrations.AlterField(
            model_name='brief',
            name='article',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='brief', to='news.article'),
        ),
        migrations.AlterField(
            model_name='brief',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='news.version'),
        ),
        migrations.CreateModel(
            name='Findings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('statements', models.JSONField(default=list)),
                ('figures', models.JSONField(default=list)),
                ('events', models.JSONField(default=list)),
                ('made', models.DateTimeField()),
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='news.article')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='news.version')),
            ],
            options={'verbose_name_plural': 'findings'},
        ),
        migrations.CreateModel(
            name='Telling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stamp', models.CharField(blank=True, max_length=32)),
                ('brief', models.JSONField(default=dict)),
                ('voices', models.JSONField(default=list)),
                ('differences', models.JSONField(default=list)),
                ('opposed', models.JSONField(default=list)),
                ('timeline', models.JSONField(default=list)),
                ('comparison', models.JSONField(default=list)),
                ('made', models.DateTimeField()),
                ('story', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='telling', to='news.story')),
            ],
        ),
    ]
