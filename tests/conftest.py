"""What all suites share: no test fails by the clock; for the server a database in a file, and a real one running."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings

from comity.registry.kept import KEPT
from serving import Served, served

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):  # noqa: ARG001 - it must come first
    """SQLite keeps the tests' database in a file: several threads and processes are to write to it."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def _nothing_kept():
    """A test's records are gone when it ends; what the process has folded of them goes too."""
    yield
    KEPT.clear()


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Served:
    """The demonstration in a process of its own, for all stories of a run."""
    with served(tmp_path_factory.mktemp("served")) as running:
        yield running
