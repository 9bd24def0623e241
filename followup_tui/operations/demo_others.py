"""The rest of Sam Reyes' half year: newer, quieter and older companies, and the last few weeks."""

from __future__ import annotations

from followup_tui.core.words import (
    Channel,
    Decision,
    InsightKind,
    NoteKind,
    Origin,
    Outcome,
    Purpose,
    Rank,
    Stage,
    Tone,
)
from followup_tui.operations.demo_chapters import (
    Chapter,
    Decided,
    Did,
    Found,
    Heard,
    Interviewed,
    Noted,
    Paused,
)

_COMMON, _SEEN, _NEWS = NoteKind.COMMON, NoteKind.OBSERVATION, NoteKind.NEWS
_THANKS_INTERVIEW, _THANKS = Purpose.THANKS_INTERVIEW, Purpose.THANKS_DECISION
_VOICEMAIL, _EMAIL, _LINKEDIN = Channel.VOICEMAIL, Channel.EMAIL, Channel.LINKEDIN
_LEFT = Outcome.LEFT_MESSAGE

HELIX = Chapter(
    company="Helix Bio",
    job="Design Lead, Instruments",
    star="Priya Raman",
    due=1,
    happenings=(
        Interviewed(41, 1, ("Priya Raman",)),
        Noted(41, "Priya Raman", _COMMON, "Ms. Alvarado's chemistry class, nine years apart"),
        Noted(41, "Priya Raman", _SEEN, "keeps a broken pipette on the desk as a warning"),
        Interviewed(33, 2, ("Priya Raman", "Ruth Abara")),
        Noted(33, "Ruth Abara", _COMMON, "radio kits from the flea market"),
        Did(32, "Priya Raman", _EMAIL, _THANKS_INTERVIEW),
        Decided(
            21,
            told_by="Priya Raman",
            said="A hard choice. We took the candidate with the medical approvals behind her.",
            change="Learn the basics of medical device approval",
            stage=Stage.FINALIST,
            rank=Rank.SECOND,
        ),
        Did(
            20,
            "Priya Raman",
            _EMAIL,
            _THANKS,
            text="Dear Priya,\n\nThank you for telling me yourself, and for considering me. I"
            " learned a great deal about instruments that forgive tired hands.\n\nPlease keep me"
            " in mind for the next opportunity. I would be glad to stay in touch, if only for Ms."
            " Alvarado's sake.\n\nWarm regards,\nSam Reyes",
        ),
        Did(20, "Ruth Abara", _EMAIL, _THANKS),
        Did(14, "Priya Raman", Channel.INVITATION, Purpose.CONNECT),
        Did(14, "Ruth Abara", Channel.INVITATION, Purpose.CONNECT, Outcome.ACCEPTED),
        Noted(6, "Helix Bio", _NEWS, "the benchtop reader goes into its safety trial", "trial"),
        Found(3, "which clinics ask for a smaller reader", kind=InsightKind.PROSPECT),
        Did(
            0,
            "Priya Raman",
            _EMAIL,
            outcome=Outcome.REPLIED,
            said="Nervous, since you ask. Kind of you to write, Sam.",
            text="Hi Priya,\n\nI wanted to send you a greeting and one question, no more.\n\nI saw"
            " that the benchtop reader goes into its safety trial. How does a team sleep in such a"
            " week?\n\nEither way, I wish you steady hands.\n\nWarm regards,\nSam Reyes\n"
            "313 555 0199",
            used=("trial",),
        ),
    ),
)

CARTWRIGHT = Chapter(
    company="Cartwright",
    job="Senior Designer, Seating",
    star="Tom Askew",
    due=3,
    happenings=(
        Interviewed(84, 1, ("Tom Askew", "Ben Achterberg")),
        Noted(84, "Tom Askew", _COMMON, "wooden boats, and the sanding of them", "boats"),
        Noted(84, "Tom Askew", _SEEN, "sits down on every chair he passes"),
        Did(83, "Tom Askew", _EMAIL, _THANKS_INTERVIEW, used=("boats",)),
        Did(83, "Ben Achterberg", _EMAIL, _THANKS_INTERVIEW),
        Decided(48, Decision.SILENCE),
        Did(
            47,
            "Tom Askew",
            _VOICEMAIL,
            Purpose.STATUS,
            _LEFT,
            text="Hi Tom, this is Sam Reyes with a short question. I enjoyed our talk and I look"
            " forward to the next step. Do you already know what the timing looks like? There is"
            " no rush. My number is 313 555 0199.",
        ),
        Heard(
            40,
            "Ben Achterberg",
            _EMAIL,
            "Please stop writing to this address, I am leaving the hiring team. All good wishes"
            " for your search.",
            Outcome.STOP,
        ),
        Noted(30, "Cartwright", _NEWS, "the school chair is on the Lindholm shortlist", "list"),
        Did(
            24,
            "Tom Askew",
            _EMAIL,
            outcome=Outcome.REPLIED,
            said="Sorry for the long quiet, Sam. The post was frozen the week after we met. I was"
            " glad you wrote.",
            text="Hello Tom,\n\nThis is a short note to keep in touch. I can still see myself among"
            " your chairs.\n\nCongratulations on the Lindholm shortlist! Which part of the school"
            " chair took the longest?\n\nWarm regards,\nSam Reyes\n313 555 0199\n\nP.S. My hull is"
            " at grain 180.",
            used=("list", "boats"),
        ),
        Did(
            0,
            "Tom Askew",
            _VOICEMAIL,
            outcome=_LEFT,
            text="Hello Tom, Sam Reyes calling, just to stay in touch. My interest in Cartwright is"
            " as real as ever. I keep my fingers crossed for the school chair: when will you know?"
            " I'm on 313 555 0199.",
        ),
    ),
)

KESTREL = Chapter(
    company="Kestrel Labs",
    job="Principal Designer",
    star="Omar Haddad",
    due=12,
    slow=True,
    happenings=(
        Interviewed(81, 1, ("Omar Haddad",)),
        Noted(81, "Omar Haddad", _COMMON, "pick-up chess in the park"),
        Noted(81, "Omar Haddad", _SEEN, "laughs before he disagrees"),
        Interviewed(70, 2, ("Omar Haddad",)),
        Decided(60, Decision.DECLINED, stage=Stage.MORE_ROUNDS),
        Did(
            59,
            "Omar Haddad",
            _EMAIL,
            Purpose.DECLINE,
            text="Dear Omar,\n\nAfter some days of thinking I have decided not to go further. The"
            " travel would be too much for my family now, and I would rather say so early than"
            " late.\n\nYou were open and kind throughout. May I keep in touch all the same?\n\n"
            "Warm regards,\nSam Reyes",
        ),
        Did(
            0,
            "Omar Haddad",
            Channel.CALL,
            outcome=Outcome.REACHED,
            said="Good of you to call. The door stays open, you know that.",
            note="Six minutes, and he laughed twice. I let him go first.",
        ),
    ),
)

TIDEWATER = Chapter(
    company="Tidewater",
    job="Design Director",
    star="Hana Sato",
    before=40,
    happenings=(
        Interviewed(120, 1, ("Hana Sato",)),
        Noted(120, "Hana Sato", _COMMON, "rowing before breakfast", "rowing"),
        Noted(120, "Hana Sato", _SEEN, "knows the tide table by heart"),
        Interviewed(107, 2, ("Hana Sato",)),
        Did(106, "Hana Sato", _EMAIL, _THANKS_INTERVIEW, used=("rowing",)),
        Decided(
            95,
            told_by="Hana Sato",
            said="You were very good. We needed somebody with a naval architect's license.",
            stage=Stage.ASKED_BACK,
        ),
        Did(94, "Hana Sato", _EMAIL, _THANKS),
        Did(88, "Hana Sato", Channel.INVITATION, Purpose.CONNECT, Outcome.ACCEPTED),
        Did(
            73,
            "Hana Sato",
            _VOICEMAIL,
            outcome=_LEFT,
            text="Hi Hana, this is Sam Reyes with a quick hello, no need to call back. I would"
            " still come to Tidewater by the first boat. I hope the mornings are calm enough for"
            " rowing. I'm on 313 555 0199.",
            used=("rowing",),
        ),
        Noted(60, "Tidewater", _NEWS, "the electric ferry is on the slip", "ferry"),
        Did(
            49,
            "Hana Sato",
            _EMAIL,
            outcome=Outcome.REPLIED,
            said="You follow us closely. The launch was a good day.",
            text="Hi Hana,\n\nI saw a picture of the electric ferry on the slip, and I had to write"
            " you a line. How did it feel to see her out of the hall?\n\nThere is no hurry with an"
            " answer.\n\nWarm regards,\nSam Reyes\n313 555 0199",
            used=("ferry",),
        ),
        Did(
            25,
            "Hana Sato",
            _LINKEDIN,
            text="Hello Hana, the pictures of the sea trials look wonderful. My interest in"
            " Tidewater goes on. Which sound do you miss most on board? Greetings, Sam",
        ),
        Found(
            10,
            "where the next two ferry contracts may be called",
            "A friend at the port heard of two calls before the summer.",
            "Not mine to pass on: it would point to the friend.",
            InsightKind.PROSPECT,
            Origin.CONFIDENCE,
            "a friend at the port",
        ),
        Did(
            0,
            "Hana Sato",
            _EMAIL,
            outcome=Outcome.REPLIED,
            said="The sea trials eat my days, but I do read what you write. It will be calmer in"
            " {month}; that would be a good time to talk.",
            text="Hi Hana,\n\nThis is only a greeting from dry land. I would still come by the first"
            " boat.\n\nI read that the trials have moved out to the bay. What does she do that nobody"
            " expected?\n\nWarm regards,\nSam Reyes\n313 555 0199",
            note="Warm, but in a hurry. No call before the month she named.",
        ),
        Noted(0, "Hana Sato", NoteKind.WISH, "call in {month}, when it is calmer"),
    ),
)

LATELY = Chapter(
    exact=True,
    happenings=(
        Heard(
            30,
            "Nora Lindqvist",
            _LINKEDIN,
            "The choir sang in our foyer yesterday and I thought of you. Keep well, Sam.",
        ),
        Did(
            26,
            "Marcus Oyelaran",
            Channel.IN_PERSON,
            outcome=Outcome.REACHED,
            note="Coffee at the station. He packed furniture with me in our first summer job.",
        ),
        Noted(26, "Marcus Oyelaran", _COMMON, "the summer we packed furniture at Halden's"),
        Noted(
            17, "Tidewater", _NEWS, "the electric ferry has made its first crossing", tone=Tone.GOOD
        ),
        Noted(
            16, "Helix Bio", _NEWS, "about forty people in Akron lost their jobs", tone=Tone.HARD
        ),
        Noted(13, "Kestrel Labs", _NEWS, "the weather buoys are out on the Great Lakes"),
        Noted(12, "Northwind", _NEWS, "the repair desk now mends what others made, too"),
        Noted(
            11, "Cartwright", _NEWS, "the school chair has won the Lindholm prize", tone=Tone.GOOD
        ),
        Noted(10, "Powell Motors", _NEWS, "the hybrid line has moved up to spring", tone=Tone.GOOD),
        Noted(9, "Helix Bio", _NEWS, "the benchtop reader has passed its safety trial"),
        Paused(9, "Marcus Oyelaran", 30),
        Noted(8, "Brightline", _NEWS, "a whole hospital has your lamps on every floor"),
        Noted(8, "Marcus Oyelaran", _SEEN, "on parental leave, and glad of it"),
        Found(
            5,
            "who else is bidding for your spring tooling",
            "Two makers of electric vans asked the same toolmaker for the same weeks.",
            "A joint order would be cheaper for all three and would hold the date.",
            InsightKind.COMPETITOR,
            source="the toolmaker's own order calendar, open to everybody",
            company="Powell Motors",
        ),
        Heard(
            1,
            "Nora Lindqvist",
            _LINKEDIN,
            "You mentioned a workshop on packaging that can be mended. Could you send me its name?"
            " I would like to sign up.",
        ),
        Did(
            0,
            "Tom Askew",
            Channel.LIGHT,
            Purpose.SOCIAL,
            note="Liked his post about the prize",
            network="linkedin",
        ),
        Did(
            0,
            "Elif Demir",
            Channel.INVITATION,
            Purpose.CONNECT,
            text="Hi Elif, Luis Ferreira speaks well of you, and I would be glad to know the person"
            " behind the friendly e-mails. Sam Reyes",
        ),
    ),
)

CHAPTERS: tuple[Chapter, ...] = (HELIX, CARTWRIGHT, KESTREL, TIDEWATER, LATELY)
