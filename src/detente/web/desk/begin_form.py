"""The form that opens a dialogue about a message: the values of its table, and words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.node.queries.begin_page import BeginPage
from detente.web.desk import values


class BeginForm(forms.Form):
    """What is said: `given` by the names of the page's values, and a text."""

    text = forms.CharField(
        label=_("What you write"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "class": "sealed"}),
    )

    def __init__(self, *args: Any, page: BeginPage, **more: Any) -> None:
        super().__init__(*args, **more)
        self._values = values.add_to(self, page.values)
        self.order_fields([name for name in self.fields if name.startswith(values.PREFIX)])

    def given(self) -> dict[str, str]:
        """Give the values."""
        return values.typed(self._values, dict(self.cleaned_data))
