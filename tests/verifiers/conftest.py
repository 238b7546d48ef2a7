"""Verifiers of records that we did not write, as fixtures."""

import pytest

from oracles import golang as go
from oracles import sigstore as npm
from oracles.presence import present


@pytest.fixture(scope="session")
def golang():
    """Go's note and tlog; see `oracles.golang`."""
    return present(go)


@pytest.fixture(scope="session")
def sigstore():
    """Sigstore's verifier; see `oracles.sigstore`."""
    return present(npm)
