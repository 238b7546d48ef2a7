"""Independent tools as fixtures: a test that names one is skipped, with the reason, where that tool is absent.

Where ``CI`` is set nothing may be absent: there such a test fails.
"""

import pytest

from oracles import docxodus as engine
from oracles import libreoffice as office
from oracles import pandoc as converter
from oracles import validator as judge
from oracles.presence import present


@pytest.fixture(scope="session")
def libreoffice():
    """LibreOffice; see `oracles.libreoffice`."""
    return present(office)


@pytest.fixture(scope="session")
def docxodus():
    """Docxodus; see `oracles.docxodus`."""
    return present(engine)


@pytest.fixture(scope="session")
def pandoc():
    """Pandoc; see `oracles.pandoc`."""
    return present(converter)


@pytest.fixture(scope="session")
def validator():
    """The Open XML SDK's validator; see `oracles.validator`."""
    return present(judge)
