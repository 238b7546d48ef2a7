"""The links of the demonstration, as a table and as a file."""

from comity.config.links import Link, keep, table

LINKS = [
    Link("water", {"en": "Waters", "ru": "Воды"}, "SEC/1", "chair", {"en": "Secretariat"}, "http://127.0.0.1:8000/a"),
    Link("water", {"en": "Waters", "ru": "Воды"}, "KAZ/1", "member", {"ru": "Казахстан"}, "http://127.0.0.1:8000/b"),
    Link("air", {"ru": "Воздух"}, "UZB/1", "observer", {"en": "Uzbekistan"}, "http://127.0.0.1:8000/c"),
]


def test_the_table_groups_the_links_by_consultation():
    assert table(LINKS, "en").splitlines() == [
        "",
        "Waters",
        "  chair          SEC/1     Secretariat  http://127.0.0.1:8000/a",
        "  member         KAZ/1     Казахстан    http://127.0.0.1:8000/b",
        "",
        "Воздух",
        "  observer       UZB/1     Uzbekistan   http://127.0.0.1:8000/c",
    ]


def test_the_table_speaks_russian():
    assert "председатель" in table(LINKS, "ru")
    assert "Воды" in table(LINKS, "ru")


def test_the_file_is_its_owners_only(tmp_path):
    path = tmp_path / "links.txt"
    keep(LINKS, path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_text("utf-8").splitlines()[1] == "water\tKAZ/1\tmember\thttp://127.0.0.1:8000/b"
