import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0012_sessions'),
        ('consultations', '0019_keeping'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EmergencyOpening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('danger', 'Somebody may come to harm'), ('away', 'The person is seen away from their clinic, or while it is closed'), ('asked', 'The person or their clinic has asked for it'), ('other', 'Something else')], max_length=6)),
                ('why', models.TextField()),
                ('opened_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('service_user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='emergency_openings', to='consultations.serviceuser')),
            ],
            options={
                'ordering': ['-opened_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='EmergencySeen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opening', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='seen', to='consultations.emergencyopening')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='emergencyopening',
            index=models.Index(fields=['organisation', '-opened_at'], name='emergency_newest'),
        ),
    ]
