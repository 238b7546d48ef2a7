"""What the interface calls the codes of the core: kinds, states and stances, in words and in single letters."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as context

Words = Mapping[str, str | Promise]

PARTY_KINDS: Words = {"member": _("member"), "observer": _("observer"), "body": _("body")}

DUTIES: Words = {"chair": _("chair"), "secretariat": _("secretariat"), **PARTY_KINDS}

PROVISION_KINDS: Words = {
    "title": _("Title"),
    "heading": _("Heading"),
    "preambular": _("Preambular paragraph"),
    "operative": _("Operative paragraph"),
    "article": _("Article"),
    "sub_paragraph": _("Sub-paragraph"),
    "annex": _("Annex"),
}

PROVISION_STATES: Words = {
    "open": context("provision", "open"),
    "disputed": context("provision", "disputed"),
    "agreed": context("provision", "agreed"),
    "agreed_ad_referendum": context("provision", "agreed ad referendum"),
    "in_brackets": context("provision", "kept in brackets"),
    "deferred": context("provision", "deferred"),
}

PROPOSAL_STATES: Words = {
    "open": context("proposal", "open"),
    "accepted": context("proposal", "accepted"),
    "met": context("proposal", "met"),
    "broken": context("proposal", "to be restated"),
    "withdrawn": context("proposal", "withdrawn"),
    "not_taken_up": context("proposal", "not taken up"),
}

PROPOSAL_KINDS: Words = {
    "reword": _("New wording"),
    "add": _("New provision"),
    "delete": _("Deletion"),
    "move": _("Move"),
    "merge": _("Merger"),
    "split": _("Split"),
}

STANCES: Words = {
    "support": _("Support"),
    "can_accept": _("Can accept"),
    "reserve": _("Reserve"),
    "object": _("Object"),
    "not_interested": _("Not interested"),
}

PROPOSES = _("Proposes")

STANCE_LETTERS: Words = {
    "proposes": context("letter of proposes", "P"),
    "support": context("letter of support", "S"),
    "can_accept": context("letter of can accept", "A"),
    "reserve": context("letter of reserve", "R"),
    "object": context("letter of object", "O"),
    "not_interested": context("letter of not interested", "N"),
}

SESSION_FORMATS: Words = {
    "in_person": _("in person"),
    "videoconference": _("by videoconference"),
    "hybrid": _("hybrid"),
}

OBSTACLES: Words = {
    "objects": _("objects"),
    "proposes": _("proposes other words"),
    "broken": _("has a proposal to restate"),
    "reserves": _("reserves its position"),
    "silent": _("has not said yes"),
}

AWAITED: Words = {
    "broken": _("Restate: a revision broke your proposal"),
    "left_out": _("Not taken up: insist, or let it rest"),
    "confirm": _("Confirm your position: the words have changed"),
    "ad_referendum": _("Your capital has to confirm"),
    "initial": _("The text awaits your initials"),
    "agree": _("For the chair: nobody stands in the way any more"),
    "unsupported": _("For the chair: no other member supports it"),
    "issue": _("For the secretariat: rulings wait for a revision"),
    "unanswered": _("For the secretariat: sponsors have not restated it"),
    "stance": _("Answer: your position is asked"),
}
"""What awaits a party: what its own proposals need, then what others wait for, then the long list of answers."""

ACT_KINDS: Words = {
    "proposals": _("Proposals"),
    "positions": _("Positions and comments"),
    "rulings": _("Rulings of the chair"),
    "revisions": _("Texts and revisions"),
    "sessions": _("Sessions and questions"),
    "consultation": _("Consultation, parties and keys"),
}
"""Acts by what they are about (``sought.KINDS``)."""

OUTCOMES: Words = {
    "met": context("wish", "met"),
    "partly": context("wish", "partly met"),
    "open": context("wish", "open"),
    "lost": context("wish", "lost"),
}

VIEWS: Words = {
    "clean": context("view", "Clean"),
    "rolling": context("view", "Rolling"),
    "adopted": context("view", "If adopted"),
    "original": context("view", "Original"),
}

TRACED: Words = {
    "tracked": _("tracked"),
    "untracked": _("changed without tracking"),
    "both": _("in part changed without tracking"),
}

LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "ru": "Русский",
    "fr": "Français",
    "es": "Español",
    "ar": "العربية",
    "zh": "中文",
}
"""Languages of texts, each in its own words. A language that is not here is shown by its tag."""

KEY_KINDS: Words = {"passkey": _("Passkey"), "ed25519": _("Key of the command line")}

SIGNED: Words = {
    "host": _("attested by the host"),
    "passkey": _("signed with a passkey"),
    "ed25519": _("signed with a key of its own"),
}
"""Who vouches for an act (``attested.HOW``)."""

SIGNING_LEVELS: Mapping[int, str | Promise] = {
    0: _("Acts of this consultation need no signature: the host attests who was signed in. What is signed is checked."),
    1: _("Every act of this consultation is signed: with a passkey, or with a key of the command line."),
    2: _("Every act of this consultation is signed with a key of the command line."),
}
"""What the level of a consultation asks for (``record.signing``)."""

LACKING: Mapping[str, str | Promise] = {
    "first": _("Your party has no key yet. Its first one is added in a minute."),
    "colleague": _(
        "This seat has no key. Ask for one on the page of keys: a colleague who signs brings it in, or the secretariat, by note, if nobody does."
    ),
    "better": _(
        "A passkey does not do for this act: it is signed with a key of the command line, and yours is still to be made."
    ),
    "site": _("The passkeys of this seat belong to another address of this site. Open it there, or add one here."),
}
"""Why a seat cannot sign (``ways.Ways.lacking``)."""

SIGNING_FINAL: Mapping[int, str | Promise] = {
    1: _("What fixes a text is signed with a passkey, or with a key of the command line."),
    2: _("What fixes a text is signed with a key of the command line."),
}
