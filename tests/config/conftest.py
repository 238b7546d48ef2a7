"""A store of its own for each server that these suites start."""

import os
import uuid
from urllib.parse import urlsplit

import psycopg
import pytest


@pytest.fixture(scope="module")
def store():
    """Where a server is to keep its records: an empty database of the kind that this suite runs on."""
    suite = os.environ.get("COMITY_DATABASE", "")
    if not suite.startswith("postgresql"):
        yield {}
        return
    name = f"served_{uuid.uuid4().hex}"
    with psycopg.connect(suite, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield {"COMITY_DATABASE": urlsplit(suite)._replace(path=f"/{name}").geturl()}
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
