"""The desk's addresses and the entrance."""

from __future__ import annotations

from django.urls import path

from detente.web import urls as desk
from detente.web.demo.views import enter

urlpatterns = [
    path("demo/enter/<str:officer>/<str:ticket>/", enter, name="demo-enter"),
    *desk.urlpatterns,
]

handler400 = desk.handler400
handler403 = desk.handler403
handler404 = desk.handler404
handler500 = desk.handler500
