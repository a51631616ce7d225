"""By which calendar a party's limits are counted: ours, and that of each partner as this node was told."""

from __future__ import annotations

from django.db import models

from detente.node.stores.models.contact import Partner


class CalendarRow(models.Model):
    """The calendar of one party; `partner` null: ours. `country` empty: no holidays.

    `weekend`: weekday numbers such as "56", Monday is 0; empty: that of the country, else Saturday and Sunday.
    """

    partner = models.OneToOneField(Partner, on_delete=models.PROTECT, null=True)
    zone = models.CharField(max_length=64, default="UTC")
    country = models.CharField(max_length=2, default="")
    subdivision = models.CharField(max_length=8, default="")
    weekend = models.CharField(max_length=7, default="")

    class Meta:
        db_table = "calendar"
