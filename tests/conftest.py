"""What all suites share: no test fails by the clock; for the server a database in a file, and a real one running."""

import pytest
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as law

from comity.registry.kept import KEPT
from serving import Served, served

law.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
law.load_profile("house")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):  # noqa: ARG001 - it must come first
    """SQLite keeps the tests' database in a file: several threads and processes are to write to it."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def _nothing_kept(settings, tmp_path):
    """A test's records are gone when it ends, with the heads beside them; what the process has folded goes too."""
    settings.COMITY_DATA = tmp_path / "kept"
    yield
    KEPT.clear()


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Served:
    """The demonstration in a process of its own, for all stories of a run."""
    with served(tmp_path_factory.mktemp("served")) as running:
        yield running
