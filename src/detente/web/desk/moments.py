"""A day and time that an officer types."""

from __future__ import annotations

from typing import Any

from django import forms

MINUTES = "%Y-%m-%dT%H:%M"


class Moment(forms.DateTimeField):
    """A day and time in the node's zone, as the browser's own field gives it."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTES)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=[MINUTES, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"], **kwargs)
