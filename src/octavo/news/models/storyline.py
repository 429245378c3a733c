from __future__ import annotations

from django.db import models


class Storyline(models.Model):
    """Stories that follow from one another over weeks. Its counts are kept here so that a list is one query.

    A storyline that was joined to another stays as a signpost: ``merged_into`` says where its stories are.
    """

    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    began = models.DateTimeField()  # of its first story
    updated = models.DateTimeField(db_index=True)  # of its newest story

    def __str__(self) -> str:
        return f"Storyline {self.pk}"
