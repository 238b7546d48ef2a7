"""HTML as a reader sees it: visible text, and which of it stands in which elements."""

from html.parser import HTMLParser


class _Reader(HTMLParser):
    def __init__(self, without):
        super().__init__(convert_charrefs=True)
        self.without, self.hidden, self.text, self.open = without, 0, [], []

    def handle_starttag(self, tag, _attrs):
        self.open.append(tag)
        self.hidden += tag in self.without

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self.hidden -= tag in self.without

    def handle_data(self, data):
        if not self.hidden:
            self.text.append(data)


def visible(markup, without=()):
    """The text of inline HTML, leaving out what stands in elements named ``without``; asserts that tags nest."""
    reader = _Reader(without)
    reader.feed(markup)
    reader.close()
    assert reader.open == []
    return "".join(reader.text)
