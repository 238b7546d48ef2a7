"""What a person is told when an act was accepted: that it stands in the record, with its receipt to take away."""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from comity.registry.append import Receipt
from comity.web.desk import Desk


def stands(request: HttpRequest, desk: Desk, receipt: Receipt, sentence: str) -> None:
    """Say the sentence on the page that comes next, beside a link to the receipt."""
    messages.success(request, sentence, extra_tags=reverse("log-receipt", args=(desk.log, receipt.seq)))
