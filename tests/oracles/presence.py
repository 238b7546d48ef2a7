"""What a fixture does where its tool is absent."""

import os

import pytest


def present(tool):
    """The tool. Where it is absent the test is skipped with the reason; where ``CI`` is set it fails."""
    if reason := tool.absent():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return tool
