"""The two tables of the registry. Rows are only ever added: stored bytes are never rewritten."""

from django.db import models


class Log(models.Model):
    """One record. Its row is what writers of the same log lock while they append."""

    name = models.CharField(max_length=128, primary_key=True)

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """One act: the leaf's bytes exactly as they enter the Merkle tree, and the hash by which a retry is known."""

    pk = models.CompositePrimaryKey("log_id", "seq")
    log = models.ForeignKey(Log, on_delete=models.PROTECT, related_name="entries")
    seq = models.PositiveIntegerField()
    leaf = models.BinaryField()
    statement = models.BinaryField(max_length=32)

    class Meta:
        """A statement stands in a log once."""

        constraints = (models.UniqueConstraint(fields=("log", "statement"), name="statement_once"),)

    def __str__(self) -> str:
        return f"{self.log_id} {self.seq}"
