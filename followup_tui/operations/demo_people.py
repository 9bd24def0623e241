"""The sample people, what is known of them, and what Sam Reyes brings to them: all of it invented."""

from __future__ import annotations

from followup_tui.core.words import Role
from followup_tui.operations.people import Details

ME = {
    "name": "Sam Reyes",
    "phone": "313 555 0199",
    "email": "sam.reyes@example.org",
    "sign_off": "Warm regards",
    "country": "US",
}
"""Who looks for work in the sample: the [me] table of its config."""

PEOPLE: tuple[Details, ...] = (
    Details(
        name="Dana Whitfield",
        company="Northwind",
        title="Director of Product",
        department="Product",
        role=Role.HIRING_MANAGER,
        emails=("dana.whitfield@northwind.example",),
        phones=("+1 313 555 0121",),
        email_source="business card",
    ),
    Details(
        name="Maya Okafor",
        company="Powell Motors",
        title="Head of Design",
        department="Design",
        role=Role.HIRING_MANAGER,
        emails=("maya.okafor@powellmotors.example",),
        phones=("+1 313 555 0142",),
        email_source="business card",
    ),
    Details(
        name="Jo Bensen",
        company="Powell Motors",
        title="Senior Recruiter",
        department="People",
        role=Role.RECRUITER,
        emails=("jo.bensen@powellmotors.example",),
        phones=("+1 313 555 0143",),
    ),
    Details(
        name="Luis Ferreira",
        company="Brightline",
        title="Head of Service Design",
        department="Service Design",
        role=Role.HIRING_MANAGER,
        emails=("luis.ferreira@brightline.example",),
        phones=("+1 216 555 0108",),
        connected=True,
        shared_group="Design for Care",
    ),
    Details(
        name="Priya Raman",
        company="Helix Bio",
        title="VP Instruments",
        department="Instruments",
        role=Role.HIRING_MANAGER,
        emails=("priya.raman@helixbio.example",),
        phones=("+1 617 555 0175",),
        timezone="America/New_York",
    ),
    Details(
        name="Ruth Abara",
        company="Helix Bio",
        title="Principal Engineer",
        department="Instruments",
        role=Role.INTERVIEWER,
        emails=("ruth.abara@helixbio.example",),
    ),
    Details(
        name="Tom Askew",
        company="Cartwright",
        title="Design Director",
        department="Seating",
        role=Role.HIRING_MANAGER,
        emails=("tom.askew@cartwright.example",),
        phones=("+1 616 555 0131",),
    ),
    Details(
        name="Ben Achterberg",
        company="Cartwright",
        title="HR Partner",
        department="People",
        role=Role.HR,
        emails=("ben.achterberg@cartwright.example",),
    ),
    Details(
        name="Omar Haddad",
        company="Kestrel Labs",
        title="Head of Hardware",
        department="Hardware",
        role=Role.HIRING_MANAGER,
        emails=("omar.haddad@kestrellabs.example",),
        phones=("+1 303 555 0164",),
        timezone="America/Denver",
    ),
    Details(
        name="Marcus Oyelaran",
        company="Kestrel Labs",
        title="Test Engineer",
        department="Hardware",
        role=Role.EMPLOYEE,
        emails=("marcus.oyelaran@example.com",),
        phones=("+1 303 555 0187",),
        connected=True,
    ),
    Details(
        name="Hana Sato",
        company="Tidewater",
        title="Director of Vessel Design",
        department="Vessel Design",
        role=Role.HIRING_MANAGER,
        emails=("hana.sato@tidewater.example",),
        phones=("+1 410 555 0156",),
    ),
    Details(
        name="Nora Lindqvist",
        company="Northwind",
        title="Research Lead",
        department="Product",
        role=Role.INTERVIEWER,
        emails=("nora.lindqvist@northwind.example",),
        connected=True,
    ),
    Details(
        name="Elif Demir",
        company="Brightline",
        title="Talent Partner",
        department="People",
        role=Role.RECRUITER,
        emails=("elif.demir@brightline.example",),
    ),
)
"""In the order in which they are added. Their profiles have no addresses: nobody real must open."""

INTERESTS: dict[str, str] = {
    "Powell Motors": "nobody else gives a seat that much thought",
    "Northwind": "I like a company that mends what it sells",
    "Brightline": "work that lets people sleep is work I would be proud of",
    "Tidewater": "I would come by the first boat",
}
"""Why Sam wants to work there, as part of a sentence."""

EVENTS: tuple[tuple[str, str, int, str], ...] = (
    ("Brightline", "grows", 24, "A second service design team starts in the new year"),
    ("Northwind", "moved", 33, "The design lead they hired went over to the packaging group"),
)
"""What happened at companies: company, kind, days ago, words."""

STORIES: tuple[dict[str, object], ...] = (
    {
        "title": "Tooling cost down 18 %",
        "situation": "two car lines paid for the same seat tooling twice",
        "task": "find one tool that both lines could share",
        "action": "drew the seat frames over each other with both toolmakers at the table",
        "result": "tooling cost fell by 18 % and the launch kept its date",
        "tags": ("design manager", "tooling", "product"),
    },
    {
        "title": "A night lamp nurses asked to keep",
        "situation": "a ward lamp woke the patients it was meant to spare",
        "task": "make it gentle without making it dim",
        "action": "spent six night shifts beside the nurses with paper shades and tape",
        "result": "complaints went from nine a week to one, and the ward kept the prototype",
        "tags": ("service", "instruments", "hospital"),
    },
    {
        "title": "Twelve weeks without a lost drawing",
        "situation": "every third drawing reached the workshop in an old version",
        "task": "stop the mix-ups before the autumn series",
        "action": "put one wall, one list and one person a day in charge of releases",
        "result": "twelve weeks passed without a single wrong part",
        "tags": (),
    },
)
"""Sam's STAR stories."""

GAINS: tuple[tuple[str, str, int], ...] = (
    ("I finished the evening certificate in design for repair", "education", 17),
    ("I led a two-week tooling review for a supplier in Toledo", "experience", 68),
    ("I can now read and write assembly drawings in two CAD systems", "skill", 121),
)
"""What Sam has added: words, kind, days ago."""

TASKS: tuple[tuple[str, str, int], ...] = (
    ("Read Northwind's repair report again before writing to Dana", "Northwind", 0),
    ("Put the repair certificate into the portfolio", "", 3),
)
"""What is left to do besides touches: words, company, working days from today."""
