"""Paths under `/dxp/1/`; everything else, and everything unknown, is an empty 404."""

from __future__ import annotations

from django.urls import path, register_converter

from detente.web.peer import views


class PartConverter:
    """The 52 characters of a party id."""

    regex = "[a-z2-7]{52}"

    def to_python(self, value: str) -> str:
        """Give the part as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Give the part as it stands."""
        return value


register_converter(PartConverter, "part")

urlpatterns = [
    path("dxp/1/meet/<slug:token>", views.meet),
    path("dxp/1/<part:to>/<part:sender>", views.parcel),
    path("dxp/1/<part:to>/<part:sender>/att/<slug:att_id>", views.bitmap),
    path("dxp/1/<part:to>/<part:sender>/att/<slug:att_id>/leaves", views.leaves),
    path("dxp/1/<part:to>/<part:sender>/att/<slug:att_id>/<int:index>", views.chunk),
]

handler400 = "detente.web.peer.views.nothing_here"
handler403 = "detente.web.peer.views.nothing_here"
handler404 = "detente.web.peer.views.nothing_here"
handler500 = "detente.web.peer.views.unavailable"
