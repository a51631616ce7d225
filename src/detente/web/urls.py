"""All addresses of the officers' process: the desk's pages, and below `/api/1/` the machine interface."""

from __future__ import annotations

from django.urls import include, path

from detente.web.api import urls as api
from detente.web.desk import urls as desk

urlpatterns = [path("api/1/", include((api.urlpatterns, "api-1"))), *desk.urlpatterns]

handler400 = desk.handler400
handler403 = desk.handler403
handler404 = desk.handler404
handler500 = desk.handler500
