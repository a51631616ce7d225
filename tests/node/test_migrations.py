"""What the migrations make is what the models say: a home that is upgraded has the tables of this release."""

from __future__ import annotations

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState


def test_no_model_says_more_than_the_migrations_make() -> None:
    made = MigrationLoader(None).project_state()
    found = MigrationAutodetector(made, ProjectState.from_apps(apps)).changes(graph=MigrationLoader(None).graph)
    assert {label: [each.operations for each in changes] for label, changes in found.items() if label == "stores"} == {}
