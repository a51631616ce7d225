"""Words of records: categories of persons, bands, properties, and the schemes by which a source is evaluated."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise

SCHEMATA: dict[str, Words] = {
    "Person": _("Person"),
    "Organization": _("Organisation"),
    "Company": _("Company"),
    "LegalEntity": _("Person or body, not known which"),
}
SCHEMES: dict[str, Words] = {
    "europol-4x4": _("Europol 4×4"),
    "admiralty-6x6": _("Admiralty 6×6"),
    "3x5x2": _("3×5×2"),
}
BANDS: dict[str, tuple[Words, str, str]] = {
    "match": (pgettext_lazy("comparison", "likely the same"), "warn", "match"),
    "possible": (pgettext_lazy("comparison", "possible"), "warn", "match"),
    "none": (pgettext_lazy("comparison", "alike in part"), "plain", "info"),
}
"""What the machine says of a comparison: words, look, icon. It confirms nobody."""
PROPERTIES: dict[str, Words] = {
    "category": _("Category of person"),
    "name": _("Name"),
    "alias": _("Also known as"),
    "weakAlias": _("Also known as, uncertain"),
    "previousName": _("Former name"),
    "birthDate": _("Born"),
    "birthPlace": _("Place of birth"),
    "gender": _("Gender"),
    "nationality": _("Nationality"),
    "country": _("Country"),
    "passportNumber": _("Passport number"),
    "idNumber": _("Number of a document"),
    "address": _("Address"),
    "phone": _("Telephone"),
    "email": _("E-mail"),
    "position": _("Position"),
    "motherName": _("Mother’s name"),
    "fatherName": _("Father’s name"),
    "notes": _("Notes"),
}
"""Those that the form offers by name; any other property of the vocabulary shows by its own."""
BESIDE: dict[str, Words] = {
    "schema": _("What it is of"),
    "nature": _("Fact or assessment"),
    "source": _("Where it comes from"),
    "evaluation": _("Evaluation"),
    "review_by": _("Review by"),
    "delete_by": _("Delete by"),
}
"""What a message says beside the properties of a record."""
AGREEMENT: dict[str, tuple[Words, str, str]] = {
    "both": (pgettext_lazy("field of two records", "both say it"), "yes", "check"),
    "part": (pgettext_lazy("field of two records", "the same in part"), "plain", "info"),
    "differ": (pgettext_lazy("field of two records", "they differ"), "warn", "unsure"),
    "one": (pgettext_lazy("field of two records", "one alone says it"), "plain", "info"),
    "hidden": (pgettext_lazy("field of two records", "not known to you"), "plain", "unsure"),
}
"""What two records beside each other say of one property: words, look, icon."""
