"""What was found, put into what was sent: the document that the uploader wants."""


class Entry:
    def __init__(self, provision, paragraphs):
        self.provision, self.paragraphs = provision, list(paragraphs)


def applied(publication, base, found):
    """The paragraphs of ``base`` with the proposals found put in, in the order in which they were found."""
    entries = [Entry(head.provision, [words]) for head, words in zip(publication.heads, base, strict=True)]
    known = {entry.provision: entry for entry in entries}
    placed = {}
    for each in found:
        match each.kind:
            case "reword" | "split":
                known[each.targets[0]].paragraphs = list(each.pieces)
            case "delete":
                entries.remove(known[each.targets[0]])
            case "merge":
                known[each.targets[0]].paragraphs = list(each.pieces)
                for other in each.targets[1:]:
                    entries.remove(known[other])
            case "move":
                entry = known[each.targets[0]]
                entries.remove(entry)
                _put(entries, entry, known.get(each.after), placed)
            case "add":
                _put(entries, Entry(None, each.pieces), known.get(each.after), placed)
    return [words for entry in entries for words in entry.paragraphs]


def _put(entries, entry, after, placed):
    """Behind a provision, and behind what was put there before."""
    behind = placed.get(after, after)
    entries.insert(entries.index(behind) + 1 if behind else 0, entry)
    placed[after] = entry
