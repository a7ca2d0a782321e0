"""Bad tables of contracts, each with the sentence that must come of it."""

# ruff: noqa: E501 - one case is one line, so that they can be read as a table

from __future__ import annotations

AGREED = {
    "customers": "id,name,language\nAlster,Alster AG,de\nWey,,en\n",
    "hotlines": "number,teams,languages\n+49 30 23125 900,video,de;en\n",
    "contracts": (
        "id,customer,provider,level,start,hotline\n"
        "C1,Alster,smartPerform,Basic,2026-07-01,+493023125900\n"
        "C2,Wey,helpdesk,maintenance,01.01.2026,\n"
    ),
    "contacts": "customer,name,phones,pin,trained\nAlster,Ada,+49 171 3920051,4711,yes\nAlster,Ben,,,\n",
    "products": "customer,product,serial,contract,warranty_until\nWey,Codec,C90,C2,2027-01-31\n",
}
CONTACT = "customer,name,phones,email,pin,trained,delegate_of\n"
PRODUCT = "customer,product,serial,contract,warranty_until\n"


def contract(
    column: str, value: str, provider: str = "conference-tv", level: str = "platin"
) -> str:
    cells = {
        "id": "C1",
        "customer": "Alster",
        "provider": provider,
        "level": level,
        "start": "2026-07-01",
        column: value,
    }
    return (
        f"{','.join(cells)}\n{','.join(cells.values())}\nC2,Wey,helpdesk,maintenance,2026-01-01,\n"
    )


SINGLE = [
    ("customers", AGREED["customers"] + "Elbe,,deutsch\n", "customers.csv:4: language: 'deutsch' is no code of a language; write two letters like de or en"),
    ("customers", AGREED["customers"] + "Wey,,\n", "customers.csv:4: id: 'Wey' stands in lines 3 and 4; every row needs its own"),
    ("hotlines", AGREED["hotlines"] + "030 23125 901,video,\n", "hotlines.csv:3: number: '030 23125 901' is no telephone number; write it like +49 151 23456789"),
    ("hotlines", AGREED["hotlines"] + "+49 30 23125 901,vidoe,\n", "hotlines.csv:3: teams: there is no team 'vidoe'; the nearest is video"),
    ("hotlines", AGREED["hotlines"] + "+49 30 23125 901,;,\n", "hotlines.csv:3: teams: names no team; write the id of the one that answers"),
    ("hotlines", AGREED["hotlines"] + "+49 (30) 23125900,voice,\n", "hotlines.csv:3: number: '+493023125900' stands in lines 2 and 3; every row needs its own"),
    ("contracts", contract("customer", "Alstr"), "contracts.csv:2: customer: there is no customer 'Alstr'; the nearest is Alster"),
    ("contracts", contract("provider", "konference-tv"), "contracts.csv:2: provider: 'konference-tv' is no provider; the nearest is conference-tv"),
    ("contracts", contract("level", "platinum plus"), "contracts.csv:2: level: 'platinum plus' is no level of conference-tv; the nearest is "),
    ("contracts", contract("site", "woking"), "contracts.csv:2: site: 'woking' is no site of conference-tv; the nearest is "),
    ("contracts", contract("start", "2026-07-01T08:00"), "contracts.csv:2: start: '2026-07-01T08:00' has a time; write the day alone, like 2026-12-07"),
    ("contracts", contract("start", "soon"), "contracts.csv:2: start: 'soon' is no date or time; write it like"),
    ("contracts", contract("until", "2026-06-30"), "contracts.csv:2: until: is before start; write 2026-07-01 or later, or leave it blank"),
    ("contracts", contract("options", "mannaged"), "contracts.csv:2: options: conference-tv platin has no service 'mannaged'; the nearest is managed"),
    ("contracts", contract("options", "telephone_out_of_hours", level="silber"), "contracts.csv:2: options: conference-tv silber can't have telephone_out_of_hours; leave it out"),
    ("contracts", contract("options", "telephone_out_of_hours=2"), "contracts.csv:2: options: telephone_out_of_hours has no number to agree on; write telephone_out_of_hours"),
    ("contracts", contract("options", "warranty=x"), "contracts.csv:2: options: 'warranty=x' is no option; write a service's key, or with its number like visits=2"),
    ("contracts", contract("adapted", "reaction"), "contracts.csv:2: adapted: 'reaction' is no adapted promise; write it like reaction=4 h or reaction=30 min"),
    ("contracts", contract("adapted", "callback=1 h"), "contracts.csv:2: adapted: conference-tv platin does not promise 'callback'; the nearest is "),
    ("contracts", contract("adapted", "reaction=1 h", "smartperform", "basic"), "contracts.csv:2: adapted: levels of smartperform can't be adapted; leave it blank"),
    ("contracts", contract("pauses", "yes", "helpdesk", "maintenance"), "contracts.csv:2: pauses: clocks of helpdesk maintenance never pause; write no"),
    ("contracts", contract("hotline", "+49 30 23125 901"), "contracts.csv:2: hotline: there is no hotline '+493023125901'; the nearest is +493023125900"),
    ("contacts", CONTACT + "Elbe,Ada,,,,,\n", "contacts.csv:2: customer: there is no customer 'Elbe'; the nearest is "),
    ("contacts", CONTACT + "Alster,Ada,0171 3920051,,,,\n", "contacts.csv:2: phones: '0171 3920051' is no telephone number; write it like +49 151 23456789"),
    ("contacts", CONTACT + "Alster,Ada,,,12a4,,\n", "contacts.csv:2: pin: this is no PIN; write 4 to 10 digits, or the seal that an export wrote"),
    ("contacts", CONTACT + "Alster,Ada,,,123,,\n", "contacts.csv:2: pin: this is no PIN; write 4 to 10 digits"),
    ("contacts", CONTACT + "Alster,Ada,,,,,\nAlster,Ada,,,,,\n", "contacts.csv:3: name: 'Ada' of Alster stands in lines 2 and 3; every contact needs one row"),
    ("contacts", CONTACT + "Alster,Ada,,,,,\nAlster,Ben,,,,,Adda\n", "contacts.csv:3: delegate_of: there is no other contact 'Adda' of Alster; the nearest is Ada"),
    ("contacts", CONTACT + "Alster,Ada,,,,,Ada\n", "contacts.csv:2: delegate_of: there is no other contact 'Ada' of Alster; add that contact, or leave it blank"),
    ("products", PRODUCT + "Wey,Codec,C90,C1,\n", "products.csv:2: contract: C1 is of 'Alster'; mend one of the two"),
    ("products", PRODUCT + "Wey,Codec,C90,C9,\n", "products.csv:2: contract: there is no contract 'C9'; the nearest is C"),
    ("products", PRODUCT + "Wey,Codec,C90,,\nWey,Codec,C90,,\n", "products.csv:3: serial: 'C90' stands in lines 2 and 3; a product has one row"),
]  # fmt: skip
