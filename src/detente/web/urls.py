"""All addresses of the officers' process: the desk's pages, below `/api/1/` the machine interface, `/yente/` lists."""

from __future__ import annotations

from django.urls import include, path

from detente.web.api import urls as api
from detente.web.api import yente_urls as yente
from detente.web.desk import urls as desk

urlpatterns = [
    path("api/1/", include((api.urlpatterns, "api-1"))),
    path("yente/", include((yente.urlpatterns, "yente"))),
    *desk.urlpatterns,
]

handler400 = desk.handler400
handler403 = desk.handler403
handler404 = desk.handler404
handler500 = desk.handler500
