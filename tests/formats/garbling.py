"""A document made worse, one step at a time: what a bad line, a bad disk, a bad program or a bad person does to a file."""

import io
import zipfile
from copy import deepcopy

from lxml import etree

from formats import packed

VALUES = (
    "",
    "0",
    "-1",
    "1e9",
    "99999999999999999999999",
    "٣",
    "²",
    "\u2003",
    "true",
    "2026-13-45T25:61:61Z",
    "0000-00-00",
    "%s{}",
    "../..",
    "7" * 5000,
)
DEPTHS = (3, 120, 255, 300)


def garbled(data, random):
    """The file after one to four steps; it is packed well if the first of them are taken inside."""
    for _ in range(random.randint(1, 3)):
        data = random.choice((_inside, _inside, _inside, _outside))(data, random)
    return data


def _outside(data, random):
    """Bytes of the file itself flipped, cut off, left out, doubled or zeroed."""
    return _bytes(data, random)


def _bytes(data, random):
    data = bytearray(data)
    if not data:
        return b""
    here, there = sorted(random.randrange(len(data)) for _ in range(2))
    there = min(there, here + random.choice((1, 16, 4096)))
    match random.randrange(5):
        case 0:
            for _ in range(random.choice((1, 1, 8, 200))):
                data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        case 1:
            del data[here:]
        case 2:
            del data[here:there]
        case 3:
            data[here:here] = data[here:there]
        case 4:
            data[here:there] = bytes(there - here)
    return bytes(data)


def _inside(data, random):
    """Parts taken out, emptied, changed for one another, or changed themselves, and all packed again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001 - broken by an earlier step in whatever way: then this one has nothing to do
        return data
    names = [name for name in parts if name.endswith((".xml", ".rels"))] or list(parts)
    if not names:
        return data
    name, other = random.choice(names), random.choice(names)
    match random.randrange(10):
        case 0:
            del parts[name]
        case 1:
            parts[name], parts[other] = parts[other], parts[name]
        case 2:
            parts[name] = b""
        case 3:
            parts[name] = _bytes(parts[name], random)
        case _:
            # The parts that hold the wording are met as often as all others together.
            held = [
                each for each in names if each.endswith(("document.xml", "content.xml", "styles.xml", "numbering.xml"))
            ]
            name = random.choice((name, random.choice(held or names)))
            parts[name] = _markup(parts[name], random)
    return packed.packed(parts)


def _markup(data, random):
    """The same part with elements left out, doubled, moved, renamed, buried deep, or with other attributes."""
    try:
        root = etree.fromstring(data, etree.XMLParser(huge_tree=True))
    except etree.XMLSyntaxError:
        return data
    for _ in range(random.choice((1, 1, 2, 20))):
        elements = [element for element in root.iter() if isinstance(element.tag, str)]
        element = random.choice(elements)
        random.choice((_left_out, _doubled, _moved, _renamed, _buried, _valued, _valued, _valued))(
            element, elements, random
        )
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _left_out(element, _elements, random):
    if element.getparent() is not None:
        random.choice((element.getparent().remove, lambda _: element.clear()))(element)


def _doubled(element, _elements, random):
    if element.getparent() is not None:
        random.choice((element.addnext, element.addprevious, element.append))(deepcopy(element))


def _moved(element, elements, random):
    there = random.choice(elements)
    if there is not element and element not in there.iterancestors():
        there.insert(random.randint(0, len(there)), element)


def _renamed(element, elements, random):
    element.tag = random.choice(elements).tag


def _buried(element, elements, random):
    """The element inside many of the kind of another."""
    parent = element.getparent()
    if parent is None:
        return
    top = inner = etree.Element(random.choice((element, random.choice(elements))).tag)
    for _ in range(random.choice(DEPTHS)):
        inner = etree.SubElement(inner, top.tag)
    parent.replace(element, top)
    inner.append(element)


def _valued(element, elements, random):
    """An attribute gone, empty, absurd, or with the value of another."""
    if not element.attrib:
        element.text = random.choice((None, "", " ", "\u200b", "begin", "7" * 5000))
        return
    key = random.choice(list(element.attrib))
    others = [value for other in random.sample(elements, min(9, len(elements))) for value in other.attrib.values()]
    if random.random() < 0.2:
        del element.attrib[key]
    else:
        element.set(key, random.choice((*VALUES, *others)))
