"""Independent tools as fixtures: a test that names one is skipped, with the reason, where that tool is absent.

Where ``CI`` is set nothing may be absent: there such a test fails.
"""

import os

import pytest

from oracles import docxodus as engine
from oracles import libreoffice as office
from oracles import pandoc as converter
from oracles import validator as judge


def _present(tool):
    if reason := tool.absent():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return tool


@pytest.fixture(scope="session")
def libreoffice():
    """LibreOffice; see `oracles.libreoffice`."""
    return _present(office)


@pytest.fixture(scope="session")
def docxodus():
    """Docxodus; see `oracles.docxodus`."""
    return _present(engine)


@pytest.fixture(scope="session")
def pandoc():
    """Pandoc; see `oracles.pandoc`."""
    return _present(converter)


@pytest.fixture(scope="session")
def validator():
    """The Open XML SDK's validator; see `oracles.validator`."""
    return _present(judge)
