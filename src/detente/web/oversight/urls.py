"""The addresses of oversight, under a prefix of their own."""

from __future__ import annotations

from django.urls import path

from detente.web.oversight import views

urlpatterns = [
    path("", views.overview, name="oversight"),
    path("key/", views.key, name="oversight-key"),
    path("reason/", views.reason, name="oversight-reason"),
    path("verify/", views.verify, name="oversight-verify"),
    path("sample/", views.sample, name="oversight-sample"),
    path("log/", views.log, name="oversight-log"),
    path("export/", views.export, name="oversight-export"),
]
