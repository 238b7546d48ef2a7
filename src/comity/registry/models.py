"""The tables of the registry. Entries are only ever added: stored bytes are never rewritten."""

from django.db import models


class Log(models.Model):
    """One record. Its row is what writers of the same log lock while they append.

    ``origin`` is the name that its checkpoints bear, chosen at random and never changed; ``checkpoint`` the newest of
    them, signed, empty until the first act. ``follows`` is the log that this one continues, empty for one that began by itself.
    """

    name = models.CharField(max_length=64, primary_key=True)
    origin = models.CharField(max_length=64, unique=True)
    checkpoint = models.BinaryField(default=b"")
    follows = models.CharField(max_length=64, default="", db_default="")

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """One act: the leaf's bytes exactly as they enter the Merkle tree.

    ``act`` is the act's id, which names no other in the log, and by which a retry is known; ``root`` the head of the log after
    this act, by which a later act's ``seen`` is held to what was really there. ``nodes`` are the hashes of the subtrees
    that the leaf completes, smallest first, 32 bytes each: whatever is asked of the tree is made of these.
    """

    pk = models.CompositePrimaryKey("log_id", "seq")
    log = models.ForeignKey(Log, on_delete=models.PROTECT, related_name="entries")
    seq = models.PositiveIntegerField()
    leaf = models.BinaryField()
    act = models.CharField(max_length=64)
    root = models.BinaryField(max_length=32)
    nodes = models.BinaryField()

    class Meta:
        """An id names one act of a log."""

        constraints = (models.UniqueConstraint(fields=("log", "act"), name="act_once"),)

    def __str__(self) -> str:
        return f"{self.log_id} {self.seq}"


class Cosignature(models.Model):
    """The latest cosignature of one witness: the largest checkpoint it has seen, and when, in seconds since 1970.

    ``key`` is the witness's verifier key, ``party`` the party that posted it first; ``line`` the line of the note.
    """

    pk = models.CompositePrimaryKey("log_id", "key")
    log = models.ForeignKey(Log, on_delete=models.PROTECT, related_name="cosignatures")
    key = models.CharField(max_length=320)
    party = models.CharField(max_length=24)
    size = models.PositiveBigIntegerField()
    at = models.PositiveBigIntegerField()
    line = models.TextField()

    def __str__(self) -> str:
        return f"{self.log_id} {self.size} {self.party}"


class Part(models.Model):
    """A sealed part of an act: salt and bytes, by the SHA-256 of both (hexadecimal). Its row is deleted where it is erased."""

    pk = models.CompositePrimaryKey("log_id", "digest")
    log = models.ForeignKey(Log, on_delete=models.PROTECT, related_name="parts")
    digest = models.CharField(max_length=64)
    blob = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.log_id} {self.digest}"


class Stamp(models.Model):
    """A time stamp (RFC 3161) of the log's head at ``size`` acts: the token that the authority ``name`` returned."""

    pk = models.CompositePrimaryKey("log_id", "size", "name")
    log = models.ForeignKey(Log, on_delete=models.PROTECT, related_name="stamps")
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=64)
    token = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.log_id} {self.size} {self.name}"
