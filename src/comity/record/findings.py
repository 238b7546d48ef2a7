"""A report as lines for a person, in the reader's language."""

from collections import Counter
from collections.abc import Iterator

from comity.core.state import Key, Predecessor
from comity.locale import number, say
from comity.record.page import instant
from comity.record.report import Fault, Report, Stamped, Withheld, Witnessed


def lines(report: Report, language: str) -> Iterator[str]:
    """What was found: what is wrong, or that nothing is; then what that rests on, and what it does not show."""
    if report.faults:
        yield say(language, "verify.unsound")
        yield from (fault(each, language) for each in report.faults)
    else:
        size = number(language, report.size)
        yield say(language, "verify.sound", log=report.log, size=size, at=instant(report.at))
        yield from (continued(each, language) for each in report.predecessors)
        yield from _rests(report, language)
    if report.root:
        yield say(language, "verify.head", size=report.size, root=report.root)


def fault(found: Fault, language: str) -> str:
    """One thing that is wrong; an act by its number and its sentence."""
    why = say(language, found.key, **found.facts)
    if found.seq is None:
        return why
    if found.told is None:
        return say(language, "verify.act", seq=found.seq, why=why)
    key, facts = found.told
    return say(language, "verify.act_told", seq=found.seq, why=why, told=say(language, key, **facts))


def continued(before: Predecessor, language: str) -> str:
    """Which record goes on here, and what of it is lost."""
    facts: dict[str, str | int] = {"log": before.log, "size": before.size, "signed": before.lost_size}
    if before.lost:
        return say(language, "verify.continues.lost", n=before.lost, **facts)
    return say(language, "verify.continues.other" if before.lost_size else "verify.continues", **facts)


def _rests(report: Report, language: str) -> Iterator[str]:
    for what in ("texts", "signed", "attested"):
        if count := getattr(report.counted, what):
            yield say(language, f"verify.{what}", n=count)
    yield from (_key(each, language) for each in report.keys)
    if report.withheld:
        yield say(language, "verify.withheld", n=len(report.withheld))
        yield from (_part(each, language) for each in report.withheld)
    yield say(language, "verify.trusted" if report.trusted else "verify.trust_nobody", key=report.key)
    for each in report.passed:
        yield say(language, "verify.passed", old=each.old, new=each.new, size=each.size)
    yield from (_witness(each, language) for each in report.witnesses)
    yield from _stamps(report.stamps, language)
    if report.foreign:
        yield say(language, "verify.foreign")


def _key(found: Key, language: str) -> str:
    """On what the signatures of a party rest: the one thing about them that the record cannot show by itself."""
    return say(language, "verify.key", party=found.party, key=found.id, seq=found.seq, public=found.public)


def _part(found: Withheld, language: str) -> str:
    """Whose part it is, and whether an act had it erased; acts by number and sentence."""
    told = say(language, found.told[0], **found.told[1]) if found.told else ""
    if found.gone is None or found.erased is None:
        return say(language, "verify.part_withheld", seq=found.seq, told=told, part=found.part)
    gone = say(language, found.gone[0], **found.gone[1])
    return say(language, "verify.part_erased", seq=found.seq, told=told, by=found.erased, gone=gone, part=found.part)


def _witness(found: Witnessed, language: str) -> str:
    if found.at is None:
        return say(language, "verify.silent", witness=found.name)
    return say(language, "verify.cosigned", witness=found.name, at=instant(found.at * 1_000))


def _stamps(found: tuple[Stamped, ...], language: str) -> Iterator[str]:
    """Of each authority the newest stamp, and how many there are; then where an unproven one speaks against the host's clock."""
    newest = {(each.authority, each.proof): each for each in found}
    counted = Counter((each.authority, each.proof) for each in found)
    for key, each in newest.items():
        facts = {"authority": each.authority, "size": number(language, each.size), "at": instant(each.at)}
        yield say(language, f"verify.stamp_{each.proof}", n=counted[key], **facts)
    worst = max(found, key=lambda each: each.ahead, default=None)
    if worst and worst.ahead:
        yield say(language, "verify.stamp_ahead", authority=worst.authority, seq=worst.size - 1, minutes=worst.ahead)
