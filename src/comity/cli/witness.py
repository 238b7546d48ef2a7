"""``comity witness``: a delegation's own machine watches a record, keeps a copy and cosigns what it has proven."""

from argparse import Namespace
from pathlib import Path
from threading import Event

from comity.cli.terminal.intake import content
from comity.cli.terminal.output import sentence, tell
from comity.cli.terminal.parser import Grammar
from comity.cli.terminal.rounds import require_pause, tell_now
from comity.cli.witnessing.continued import Continued
from comity.cli.witnessing.keys import own
from comity.cli.witnessing.own import Own
from comity.cli.witnessing.round import Seen, Watch, go_round
from comity.cli.witnessing.source import Source
from comity.cli.witnessing.submissions import opened
from comity.cli.witnessing.trust import Trust
from comity.cli.witnessing.witness import Witness
from comity.cli.witnessing.wrong import Wrong
from comity.core.errors import Refused, Unreadable
from comity.locale import say
from comity.record.rotation import Rotation

FOLDER = "comity-witness"
EVERY = 60


def arguments(grammar: Grammar) -> None:
    """Where the record is, how often to look, whose acts to look for, what to serve."""
    grammar.argument("address", nargs="?", metavar="URL", key="witness.argument.address")
    grammar.argument("--folder", metavar="DIR", default=FOLDER, key="witness.argument.folder")
    grammar.argument("--once", action="store_true", key="witness.argument.once")
    grammar.argument("--every", metavar="SECONDS", type=int, default=EVERY, key="witness.argument.every")
    grammar.argument("--token", metavar="FILE", key="witness.argument.token")
    grammar.argument("--trust", metavar="FILE", key="witness.argument.trust")
    grammar.argument("--rotations", metavar="FILE", key="witness.argument.rotations")
    grammar.argument("--name", metavar="NAME", default="", key="witness.argument.name")
    grammar.argument("--own", metavar="DIR", key="witness.argument.own")
    grammar.argument("--party", metavar="CODE", default="", key="witness.argument.party")
    grammar.argument("--compare", metavar="WHERE", action="append", default=[], key="witness.argument.compare")
    grammar.argument("--serve", metavar="HOST:PORT", key="witness.argument.serve")


def run(options: Namespace) -> int:
    """Watch until stopped, or once. 1 where something is wrong that an honest host cannot do."""
    if not options.address and not options.serve and not options.rotations:
        raise Refused("witness_nothing")
    require_pause(options.every)
    if options.party and not options.own:
        raise Refused("witness_party")
    token = content(options.token).decode(errors="replace").strip() if options.token else ""
    source = Source(options.address, token) if options.address else None
    others = tuple(Source(where) for where in options.compare)  # the token is this host's alone
    folder = Path(options.folder)
    trust = Trust(folder / "trusted", Path(options.trust) if options.trust else None)
    if options.rotations:
        _admit(options, trust)
    if source is None and not options.serve:
        return 0
    witness = Witness(folder, own(folder / "key", options.name, options.language), trust.keys)
    if options.serve:
        trust.keys()  # that a file of theirs is damaged is said now, not to each host that submits
        _serve(options, witness)
    if source is None:
        Event().wait()
        return 0
    acts = Own(Path(options.own), options.party) if options.own else None
    return _watch(options, Watch(source, witness, trust, acts, others, post=bool(token)))


def _admit(options: Namespace, trust: Trust) -> None:
    """Follow the announcements that were handed over; a service in the same folder follows them from now on."""
    passed = trust.admit(Path(options.rotations))
    for each in passed:
        tell(_passed(options.language, each))
    if not passed:
        tell(say(options.language, "witness.passed_none", file=options.rotations))


def _passed(language: str, each: Rotation) -> str:
    return say(language, "witness.passed", old=str(each.old), new=str(each.new), size=each.size)


def _serve(options: Namespace, witness: Witness) -> None:
    """Take submissions, in threads of their own, for as long as the command runs."""
    host, port = opened(witness, options.serve).server_address[:2]
    tell(say(options.language, "witness.serving", address=f"http://{host!s}:{port}", key=str(witness.key)))


def _watch(options: Namespace, watch: Watch) -> int:
    """Round after round; a host that does not answer is asked again, unless once was all that was wanted."""
    pause = Event()
    while True:
        try:
            _tell(options.language, watch, go_round(watch))
        except Wrong as wrong:
            return _cry(options.language, watch, wrong)
        except Unreadable as error:
            if options.once:
                raise
            tell_now(sentence(error, options.language))
        if options.once:
            return 0
        pause.wait(options.every)


def _tell(language: str, watch: Watch, seen: Seen) -> None:
    """The sentence of a round that found nothing wrong."""
    if seen.first:
        trusted = str(watch.witness.folder / "trusted")
        tell(say(language, "witness.first", where=watch.source.where, key=str(seen.first), file=trusted))
    for each in seen.passed:
        tell(_passed(language, each))
    for before in seen.continued:
        _tell_continued(language, watch, before)
    parts = [say(language, "witness.agreed", n=seen.size, new=seen.new)]
    if watch.own:
        parts.append(say(language, "witness.own", found=seen.own))
    parts.append(say(language, "witness.posted" if seen.posted else "witness.kept", folder=str(seen.folder)))
    tell_now(" ".join(parts))


def _tell_continued(language: str, watch: Watch, before: Continued) -> None:
    """What a record continues, what of it is lost, and what of that is the party's own."""
    facts: dict[str, str | int] = {"log": before.log, "size": before.size, "mirrored": before.mirrored}
    if before.lost:
        folder = str(watch.witness.place(before.origin) / "mirror")
        tell(say(language, "witness.continued.lost", n=before.lost, last=before.mirrored - 1, folder=folder, **facts))
    else:
        tell(say(language, "witness.continued" if before.mirrored else "witness.continued.unseen", **facts))
    if before.ours and watch.own:
        acts = ", ".join(map(str, before.ours))
        tell(say(language, "witness.continued.ours", party=watch.own.party, acts=acts))


def _cry(language: str, watch: Watch, wrong: Wrong) -> int:
    """Say what is wrong, and where the proof of it lies."""
    place = wrong.keep(watch.witness.folder / "evidence")
    tell_now(say(language, f"witness.wrong.{wrong.code}", **wrong.facts))
    tell(say(language, "witness.evidence", folder=str(place)))
    return 1
