"""The forms of a line that is cut: why, and how a task of it was done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.node.queries.depends_page import Task
from detente.web.desk import depends_words


class SeverForm(forms.Form):
    """Why the line is cut."""

    because = forms.CharField(
        label=_("Why the line is cut"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Oversight reads it. Another officer confirms the cut."),
    )


class EndForm(forms.Form):
    """Why the contact ends."""

    because = forms.CharField(
        label=_("Why the contact ends"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Oversight reads it. Another officer confirms it."),
    )


class TaskForm(forms.Form):
    """How a task was done."""

    how = forms.ChoiceField(label=_("What was done"), widget=forms.RadioSelect)
    note = forms.CharField(label=_("By whom and how, or why nobody is in danger"), required=False, max_length=300)
    message = forms.CharField(label=_("Or the number of the message that did it"), required=False, max_length=64)

    def __init__(self, *args: Any, task: Task, **more: Any) -> None:
        super().__init__(*args, **more)
        self.prefix = f"t{task.task_id}"
        field = self.fields["how"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(how, depends_words.WAYS[how]) for how in task.ways]
        field.initial = task.ways[0]
