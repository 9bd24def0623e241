"""Half a year of Sam Reyes' search: the companies that passed while the plan still runs briskly."""

from __future__ import annotations

from followup_tui.core.words import (
    Channel,
    InsightKind,
    NoteKind,
    Origin,
    Outcome,
    Purpose,
    Rank,
    Stage,
    Tone,
)
from followup_tui.operations.demo_chapters import Chapter, Decided, Did, Found, Interviewed, Noted

_COMMON, _SEEN, _NEWS = NoteKind.COMMON, NoteKind.OBSERVATION, NoteKind.NEWS
_THANKS_INTERVIEW, _THANKS = Purpose.THANKS_INTERVIEW, Purpose.THANKS_DECISION
_VOICEMAIL, _EMAIL = Channel.VOICEMAIL, Channel.EMAIL
_LEFT = Outcome.LEFT_MESSAGE

POWELL = Chapter(
    company="Powell Motors",
    job="Design Manager",
    star="Maya Okafor",
    due=-3,
    happenings=(
        Noted(70, "Powell Motors", _NEWS, "the new paint shop has opened", expires=45),
        Interviewed(48, 1, ("Maya Okafor",)),
        Noted(48, "Maya Okafor", _COMMON, "Greek food, the grilled octopus above all", "greek"),
        Noted(48, "Maya Okafor", _SEEN, "draws on the table paper while she thinks"),
        Did(
            47,
            "Maya Okafor",
            _EMAIL,
            _THANKS_INTERVIEW,
            text="Dear Maya,\n\nThank you for an hour that went by like ten minutes. I did not"
            " expect to talk about grilled octopus in a design studio, and I am glad we did.\n\n"
            "One thing I did not get to say: I once brought two lines to share one seat tool.\n\n"
            "Warm regards,\nSam Reyes",
            used=("greek",),
        ),
        Interviewed(41, 2, ("Jo Bensen",)),
        Noted(41, "Jo Bensen", _COMMON, "two rescue greyhounds each"),
        Noted(
            41,
            "Powell Motors",
            NoteKind.REASON,
            "I know both of your toolmakers from the seat project",
        ),
        Interviewed(34, 3, ("Maya Okafor", "Jo Bensen")),
        Noted(34, "Maya Okafor", _COMMON, "Parkview, the river holes"),
        Decided(
            23,
            told_by="Jo Bensen",
            said="It was between two of you until the last evening. The other one had run a"
            " studio of forty before. Everybody here would work with you.",
            change="Say early how large the teams were that I led across sites",
            changed=True,
            stage=Stage.FINALIST,
            rank=Rank.SECOND,
        ),
        Did(
            22,
            "Maya Okafor",
            _EMAIL,
            _THANKS,
            text="Dear Maya,\n\nThank you for considering me as Design Manager, and for showing me"
            " so much of the studio. I learned more in those three talks than in a year of"
            " reading.\n\nPlease keep me in mind for a later role. I would love to stay in touch:"
            " Powell is where I would love to end up.\n\nWarm regards,\nSam Reyes\n313 555 0199",
        ),
        Did(
            22,
            "Jo Bensen",
            _EMAIL,
            _THANKS,
            text="Hi Jo,\n\nThank you for calling me yourself, and for telling me the reason so"
            " plainly. It helped. Give the greyhounds a pat from mine.\n\nWarm regards,\nSam",
        ),
        Did(
            16,
            "Maya Okafor",
            Channel.INVITATION,
            Purpose.CONNECT,
            Outcome.ACCEPTED,
            text="Hi Maya, our talks have stayed with me, the river holes included. I would be"
            " glad to stay connected. Sam Reyes",
        ),
        Did(16, "Jo Bensen", Channel.INVITATION, Purpose.CONNECT, Outcome.ACCEPTED),
        Found(
            3,
            "how two rivals quote the same spring tooling",
            "Both quotes name the same toolmaker and the same eleven weeks; one of them has to"
            " wait.",
            "Whoever orders second loses the spring. Powell could book the slot in March now.",
            InsightKind.COMPETITOR,
            source="two trade papers, read side by side",
            key="tooling",
        ),
        Did(
            0,
            "Maya Okafor",
            _EMAIL,
            Purpose.VALUE,
            Outcome.REPLIED,
            said="Good to know, thank you Sam.",
            text="Hi Maya,\n\nI am writing because I came across something you may want to know:"
            " how two rivals quote the same spring tooling. It is easier told than written, and"
            " ten minutes are plenty. When would a call suit you?\n\nI had grilled octopus on"
            " Sunday and thought of your uncle's place.\n\nWarm regards,\nSam Reyes\n313 555 0199",
            note="Short and useful; she answered within the hour.",
            used=("tooling", "greek"),
        ),
    ),
)

NORTHWIND = Chapter(
    company="Northwind",
    job="Product Design Lead",
    star="Dana Whitfield",
    due=0,
    at_weekends=True,
    happenings=(
        Interviewed(71, 1, ("Dana Whitfield", "Nora Lindqvist")),
        Interviewed(57, 2, ("Dana Whitfield",)),
        Noted(57, "Dana Whitfield", _COMMON, "sourdough that sulks in winter", "sourdough"),
        Noted(57, "Dana Whitfield", _SEEN, "answers every question with a small drawing"),
        Noted(71, "Nora Lindqvist", _COMMON, "the Thursday choir, second row"),
        Did(55, "Dana Whitfield", _EMAIL, _THANKS_INTERVIEW, used=("sourdough",)),
        Decided(
            44,
            told_by="Dana Whitfield",
            said="Your portfolio was the strongest. We needed somebody who had shipped packaging.",
            change="Put the two packaging projects on the first page",
            changed=True,
            stage=Stage.MORE_ROUNDS,
            rank=Rank.THIRD,
        ),
        Did(
            43,
            "Dana Whitfield",
            _EMAIL,
            _THANKS,
            text="Hi Dana,\n\nThank you for considering me, and for being so clear about what"
            " tipped the scales. I liked meeting a team that repairs what others replace.\n\nPlease"
            " keep me in mind for the future. I would like to stay in touch.\n\nWarm regards,\n"
            "Sam Reyes",
        ),
        Did(43, "Nora Lindqvist", _EMAIL, _THANKS),
        Noted(40, "Northwind", _NEWS, "the repair desk has opened", "repair", tone=Tone.GOOD),
        Did(38, "Dana Whitfield", Channel.INVITATION, Purpose.CONNECT, Outcome.ACCEPTED),
        Did(
            24,
            "Dana Whitfield",
            _EMAIL,
            outcome=Outcome.REPLIED,
            said="You remembered the starter! It rises again. The repair desk is keeping us all"
            " busy, in a good way.",
            text="Hi Dana,\n\nJust a few lines to say hello. I would still love to help with"
            " things that last.\n\nI read that the repair desk has opened. What surprised you"
            " most about what people bring in?\n\nAnd I hope the sourdough has forgiven the"
            " cold.\n\nWarm regards,\nSam Reyes\n313 555 0199",
            used=("repair", "sourdough"),
        ),
        Found(
            6,
            "why three of your large customers are redrawing their return forms",
            "All three now ask whether a thing can be mended before they ask for the money back.",
            "A repair price on the return form would catch these customers first.",
            InsightKind.CUSTOMER,
            Origin.OWN,
            "my own reading of the forms",
        ),
        Did(
            0,
            "Dana Whitfield",
            _VOICEMAIL,
            outcome=_LEFT,
            text="Hi Dana, this is Sam Reyes with a quick hello, no need to call back. I would"
            " still love to work at Northwind, and I walked past the repair desk on Saturday:"
            " there was a line. How does it feel from the inside? My number is 313 555 0199.",
        ),
    ),
)

BRIGHTLINE = Chapter(
    company="Brightline",
    job="Service Design Manager",
    star="Luis Ferreira",
    due=0,
    happenings=(
        Interviewed(66, 1, ("Luis Ferreira",)),
        Noted(66, "Luis Ferreira", _COMMON, "night trains, and sleeping badly on them", "trains"),
        Noted(66, "Luis Ferreira", _SEEN, "knows every nurse on the test ward by name"),
        Did(
            65,
            "Luis Ferreira",
            _EMAIL,
            _THANKS_INTERVIEW,
            text="Hello Luis,\n\nThank you for the open talk, and for the night train stories:"
            " I have never met anyone else who sleeps so badly with so much pleasure.\n\nOne thing"
            " I did not get to say: I once spent six night shifts on a ward with paper lamp"
            " shades.\n\nWarm regards,\nSam Reyes",
            used=("trains",),
        ),
        Decided(
            46,
            told_by="Luis Ferreira",
            said="We went with a colleague from our own support team this time.",
        ),
        Did(45, "Luis Ferreira", _EMAIL, _THANKS),
        Noted(42, "Brightline", _NEWS, "the ward trial in Dayton has begun", "dayton"),
        Did(
            24,
            "Luis Ferreira",
            _VOICEMAIL,
            outcome=_LEFT,
            text="Hi Luis, this is Sam Reyes, just to stay in touch. Brightline does the kind of"
            " work I would be proud of. I read about the trial in Dayton: what do the nurses say?"
            " I'm on 313 555 0199. Sleep well, or at least on rails.",
            used=("dayton",),
        ),
        Did(
            0,
            "Luis Ferreira",
            _EMAIL,
            text="Hello Luis,\n\nA short note to keep in touch. I can still see myself in your"
            " team.\n\nThe lamps from Dayton made the local paper. Which piece of that keeps you"
            " busiest?\n\nWarm regards,\nSam Reyes\n313 555 0199",
            used=("dayton",),
        ),
    ),
)

CHAPTERS: tuple[Chapter, ...] = (POWELL, NORTHWIND, BRIGHTLINE)
