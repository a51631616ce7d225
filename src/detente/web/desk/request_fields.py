"""What a request for information must say, a field each: of a request by itself, and of one beside a notification."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.node.queries.desk import Correspondent, Draft
from detente.web.desk.labels import choice_label

KIND = "request-information"


def _said_in_words(label: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}))


class RequestFields(forms.Form):
    """The fields, for a form to have; `offer` fills their choices."""

    NAMES: ClassVar = ("wanted", "necessary", "purpose_facts", "person_link", "urgency", "use_limits")

    wanted = forms.CharField(
        label=_("What is wanted"),
        help_text=_("One thing a line."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    necessary = _said_in_words(_("Why it is necessary"))
    purpose_facts = _said_in_words(_("The facts"))
    person_link = _said_in_words(_("How the person is linked to it"))
    urgency = forms.ChoiceField(label=_("Urgency"), required=False)
    use_limits = _said_in_words(_("What the answer may be used for"))

    def offer(self, correspondent: Correspondent) -> None:
        """Offer the reasons for urgency that there are."""
        urgency = self.fields["urgency"]
        assert isinstance(urgency, forms.ChoiceField)
        urgency.choices = [("", "–"), *((each.code, choice_label(each)) for each in correspondent.urgencies)]


class AskForm(RequestFields):
    """The request beside a notification; empty where none leaves."""

    def __init__(self, *args: Any, correspondent: Correspondent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(correspondent)
        for field in self.fields.values():
            field.required = False

    def clean(self) -> dict[str, Any]:
        """Ask for what is wanted where anything else was said; what lacks besides, the preview names."""
        data: dict[str, Any] = self.cleaned_data
        if any(data.values()) and not data.get("wanted"):
            self.add_error("wanted", str(_("Say what is wanted, or empty the other fields to ask nothing this way.")))
        return data


class AskBeside:
    """The choice to ask by the full procedure, for one notification: a request leaves beside it, in one release.

    `form`: None where it is no notification, or the agreement has no requests. `posted`: what the browser sent.
    """

    def __init__(self, draft: Draft, correspondent: Correspondent, posted: Any = None) -> None:
        self._ask = draft.ask
        self.form: AskForm | None = None
        if draft.kind == "notification" and KIND in correspondent.kinds:
            seen = posted if posted is not None and "ask-wanted" in posted else None
            self.form = AskForm(seen, prefix="ask", initial=dict(draft.ask or {}), correspondent=correspondent)

    @property
    def asked(self) -> bool:
        """Whether something is asked this way, or was begun to be."""
        return self._ask is not None or (
            self._typed is not None and any(self._typed.data.get(f"ask-{name}") for name in RequestFields.NAMES)
        )

    def is_valid(self, content: forms.Form) -> bool:
        """Whether it has its shape, and the letter does not ask besides; what is wrong stands in the forms."""
        if self._typed is None:
            return True
        valid = self._typed.is_valid()
        if self._typed.cleaned_data.get("wanted") and content.cleaned_data.get("asks"):
            content.add_error("asks", str(_("Ask once: here, or by the full procedure below. One answer is owed.")))
            return False
        return valid

    def put(self, draft: Draft) -> Draft:
        """Give the draft with this request beside it; without what is wanted there is none."""
        if self._typed is None:
            return draft
        said = self._typed.cleaned_data
        # What a caller or a newer release said besides stays.
        return replace(draft, ask={**(self._ask or {}), **said} if said.get("wanted") else None)

    def put_so_far(self, draft: Draft) -> Draft:
        """Give the draft with what has its shape so far; what was asked is not taken out while it is typed anew."""
        typed = self._typed
        return self.put(draft) if typed is not None and typed.is_valid() and typed.cleaned_data["wanted"] else draft

    @property
    def _typed(self) -> AskForm | None:
        return self.form if self.form is not None and self.form.is_bound else None
