"""The two ledgers of each pair: directions, batches, entries (DXP 1, 6, 7). What is here is evidence."""

from __future__ import annotations

from django.db import models

from detente.node.stores.models.contact import Partner

UNPLACED = models.Q(seq__isnull=True)
TIMED = models.Q(not_before__isnull=False)


class Direction(models.Model):
    """The state of one direction. `version` is the compare-and-swap of "sign, commit, release" (DXP 3)."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="directions")
    ours = models.BooleanField()
    version = models.BigIntegerField(default=0)
    phase = models.CharField(max_length=8)
    epoch = models.BinaryField(max_length=16, null=True)
    base_size = models.BigIntegerField(default=0)
    base_root = models.BinaryField(max_length=32)
    size = models.BigIntegerField(default=0)
    peaks = models.BinaryField(default=b"")
    """Ours: what is stamped. Theirs: what is held."""
    receipted_size = models.BigIntegerField(default=0)
    receipted_peaks = models.BinaryField(default=b"")
    nonce = models.BinaryField(max_length=32, null=True)
    record = models.BinaryField(null=True)
    """Ours: the hello that is out. Theirs: the last head that we sent."""
    challenge = models.BinaryField(max_length=32, null=True)
    sought_size = models.BigIntegerField(null=True)
    sought_root = models.BinaryField(max_length=32, null=True)

    class Meta:
        db_table = "direction"
        unique_together = (("partner", "ours"),)


class UsedEpoch(models.Model):
    """An epoch that this run opened for a partner: it is never opened twice (case 16)."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT)
    run = models.BinaryField(max_length=16)
    epoch = models.BinaryField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        db_table = "used_epoch"
        unique_together = (("partner", "run", "epoch"),)


class HandledWant(models.Model):
    """A `want` that this run answered: one that comes again is answered, and closes no epoch again (case 16)."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT)
    run = models.BinaryField(max_length=16)
    nonce = models.BinaryField(max_length=32)

    class Meta:
        db_table = "handled_want"
        unique_together = (("partner", "run", "nonce"),)


class BatchRow(models.Model):
    """A checkpoint and, once there is one, its receipt: stored bytes are the only original (ML-DSA is randomised)."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT)
    ours = models.BooleanField()
    epoch = models.BinaryField(max_length=16)
    prev_size = models.BigIntegerField()
    size = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    seen = models.BigIntegerField()
    checkpoint = models.BinaryField()
    checkpoint_hash = models.BinaryField(max_length=32)
    receipt = models.BinaryField(null=True)
    held_at = models.DateTimeField(null=True)
    at = models.DateTimeField(null=True)
    """The instant in the checkpoint: by it the dates of an agreement are judged. Null: of an earlier release."""

    class Meta:
        db_table = "batch"
        unique_together = (("partner", "ours", "epoch", "size"), ("partner", "ours", "checkpoint_hash"))
        indexes = (models.Index(fields=["partner", "ours", "size"]), models.Index(fields=["ours", "held_at"]))


class Entry(models.Model):
    """An entry, ours or theirs. `seq` null: released and not stamped. The row's id is the order of release."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT)
    ours = models.BooleanField()
    seq = models.BigIntegerField(null=True)
    batch = models.ForeignKey(BatchRow, on_delete=models.PROTECT, null=True, related_name="entries")
    leaf = models.BinaryField(max_length=32, null=True)
    order = models.BigIntegerField(default=0)
    lane = models.CharField(max_length=6, default="normal")
    not_before = models.DateTimeField(null=True)
    """A neutral answer waits (DXP 14): it leaves when a real search would have ended."""

    cid = models.CharField(max_length=43)
    uid = models.CharField(max_length=36)
    kind = models.CharField(max_length=64)
    agreement = models.CharField(max_length=43, null=True)
    topic = models.CharField(max_length=64, null=True)
    re = models.CharField(max_length=43, null=True, db_index=True)
    root = models.CharField(max_length=43, db_index=True)
    """cid of the entry that opened the thread."""
    created = models.DateTimeField()
    answer_by = models.DateTimeField(null=True)

    header = models.BinaryField()
    box = models.BinaryField(null=True)
    box_hash = models.BinaryField(max_length=32)
    body = models.BinaryField(null=True)
    cek = models.BinaryField(max_length=32, null=True)
    plaintext = models.BinaryField(null=True)
    message = models.CharField(max_length=64, default="")
    scope = models.CharField(max_length=200, default="")
    """What suspensions treat alike (`services.scopes`); empty: in the scope of none."""
    subject = models.CharField(max_length=300, default="")

    code = models.CharField(max_length=40, default="")
    """Why it reached no desk; empty where it did or may."""
    judged = models.BooleanField(default=False)

    class Meta:
        db_table = "entry"
        constraints = (models.UniqueConstraint(fields=["partner", "ours", "seq"], name="one_entry_a_place"),)
        indexes = (
            models.Index(fields=["partner", "ours", "cid"]),
            models.Index(fields=["partner", "ours", "uid"]),
            models.Index(fields=["partner", "ours", "judged", "seq"]),
            models.Index(fields=["partner", "ours", "order"]),
            models.Index(fields=["partner", "kind"]),
            models.Index(fields=["kind", "-created"]),
            # What waits for a place, in order: however many wait, the next batch is read from the front.
            models.Index(fields=["partner", "lane", "order"], name="entry_waiting", condition=UNPLACED),
            models.Index(fields=["partner", "scope", "order"], name="entry_scope_waiting", condition=UNPLACED),
            models.Index(fields=["partner", "not_before"], name="entry_timed", condition=UNPLACED & TIMED),
            models.Index(fields=["ours", "id"]),
        )
