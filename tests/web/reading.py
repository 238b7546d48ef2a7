"""A page as its reader gets it: parsed strictly, checked for what every page owes, and read as text."""

from urllib.parse import parse_qsl, urlsplit
from xml.etree.ElementTree import Element

import html5lib

_H = "{http://www.w3.org/1999/xhtml}"
_LABELLED = {"input", "select", "textarea"}


class Page:
    """A parsed page."""

    def __init__(self, response):
        self.response = response
        self.status = response.status_code
        parser = html5lib.HTMLParser(strict=False)
        self.tree = parser.parse(response.content.decode())
        self.errors = [(error[1], error[0]) for error in parser.errors]

    def all(self, tag, **attributes):
        """Elements of a tag with these attributes (``class_`` for a class among others)."""
        wanted = attributes.pop("class_", None)
        return [
            each
            for each in self.tree.iter(_H + tag)
            if all(each.get(name.replace("_", "-")) == value for name, value in attributes.items())
            and (wanted is None or wanted in (each.get("class") or "").split())
        ]

    def one(self, tag, **attributes):
        (found,) = self.all(tag, **attributes)
        return found

    @property
    def text(self):
        """Everything that is written on the page."""
        return " ".join(read(self.one("main")).split())

    @property
    def links(self):
        return [each.get("href") for each in self.all("a")]

    def form(self, button=None, action=None):
        """Action and fields of the form in main: the one with this action's end, or the first that is posted."""
        forms = [form for form in self.one("main").iter(_H + "form") if form.get("method") == "post"]
        if action:
            forms = [form for form in forms if form.get("action", "").endswith(action)]
        fields = dict(fields_of(forms[0]))
        return forms[0].get("action"), fields | (button or {})


def fields_of(form):
    for element in form.iter():
        tag = element.tag.removeprefix(_H)
        kind = element.get("type", "text")
        if tag == "textarea":
            yield element.get("name"), element.text or ""
        elif tag == "select":
            options = list(element.iter(_H + "option"))
            chosen = next((each for each in options if each.get("selected") is not None), options[0])
            yield element.get("name"), chosen.get("value")
        elif tag == "input" and (kind not in {"checkbox", "radio"} or element.get("checked") is not None):
            yield element.get("name"), element.get("value", "")


def read(element: Element) -> str:
    """The text of an element as it stands in the document."""
    return "".join(element.itertext())


def checked(response):
    """The page, if it keeps what every page owes its reader."""
    page = Page(response)
    assert page.errors == []
    assert len(page.all("h1")) == 1, "one h1"
    assert read(page.one("title")).strip()
    assert page.one("html").get("lang") in {"en", "ru"}
    _check_ids(page)
    _check_labels(page)
    _check_forms(page)
    _check_sources(page)
    return page


def _check_ids(page):
    ids = [each.get("id") for each in page.tree.iter() if each.get("id")]
    assert len(ids) == len(set(ids)), sorted(each for each in ids if ids.count(each) > 1)
    for each in page.tree.iter():
        for name in ("for", "aria-labelledby", "aria-describedby"):
            assert each.get(name) is None or each.get(name) in ids, (name, each.get(name))


def _check_labels(page):
    labelled = {each.get("for") for each in page.all("label")}
    inside = {id(each) for label in page.all("label") for each in label.iter()}
    for tag in _LABELLED:
        for each in page.all(tag):
            if each.get("type") != "hidden":
                assert each.get("id") in labelled or id(each) in inside, each.attrib
    for tag in ("a", "button"):
        for each in page.all(tag):
            assert read(each).strip() or each.get("aria-label"), each.attrib


def _check_forms(page):
    for form in page.all("form"):
        if form.get("method") == "post":
            assert form.get("action"), "a form says where it goes"
            assert "csrfmiddlewaretoken" in dict(fields_of(form))


def _check_sources(page):
    for each in page.tree.iter():
        assert each.get("style") is None
        assert not [name for name in each.attrib if name.startswith("on")]
        for name in ("src", "href", "action"):
            value = each.get(name) or ""
            assert urlsplit(value).netloc in {"", "testserver"}, value
            assert not value.startswith("javascript")
            assert parse_qsl(urlsplit(value).query) is not None
