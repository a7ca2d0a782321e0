"""Bad tables, each with the sentence that must come of it."""

# ruff: noqa: E501 - one case is one line, so that they can be read as a table

from __future__ import annotations

SITE = "id,timezone,country,subdivision\nhamburg,Europe/Berlin,DE,HH\n"
WOKING = "woking,Europe/London,GB,ENG\n"
TEAM = "id,site\nvideo,hamburg\nvoice,woking\n"
PERSON = "id,name,team,site,email,phone,skills\nada,Ada,video,hamburg,,,codec\n"
BOOKING = "id,customer,team,requested_at,start,end,windows\n"
DUTY = "person,role,start,end\n"
HOURS = "person,weekdays,start,end\n"
WISH = "person,start,end,wish,weight\n"
PRICE = "customer,standby_day,hour,saturday_percent,sunday_percent,holiday_percent,night_percent,night\n"
WORK = "incident,person,customer,booking,start,end\n"


def team(column: str, value: str) -> str:
    return f"id,site,{column}\nvideo,hamburg,{value}\nvoice,woking,\n"


def person(column: str, value: str) -> str:
    header = "id,name,team,site,email,phone,skills"
    cells = dict(
        zip(header.split(","), ("ada", "Ada", "video", "hamburg", "", "", "codec"), strict=True)
    )
    cells[column] = value
    return f"{','.join(cells)}\n{','.join(cells.values())}\n"


def booking(column: str, value: str) -> str:
    cells = {
        "id": "B1",
        "customer": "Alster",
        "team": "video",
        "requested_at": "2026-11-01T10:00",
        "start": "2026-12-07",
        "end": "2026-12-20",
        "windows": "always",
        column: value,
    }
    return f"{','.join(cells)}\n{','.join(cells.values())}\n"


def price(column: str, value: str) -> str:
    cells = dict.fromkeys(PRICE.strip().split(",")[1:], "10") | {"night": "20:00-06:00"}
    cells[column] = value
    return f"customer,{','.join(cells)}\nAlster,{','.join(cells.values())}\n"


SINGLE = [
    # headers
    ("sites", SITE.replace("subdivision", "Subdivison") + WOKING, "sites.csv:1: unknown column 'Subdivison'; the nearest is subdivision"),
    ("sites", SITE.replace("timezone,", "").replace("Europe/Berlin,", ""), "sites.csv:1: timezone: this column is missing; add it"),
    ("teams", "id,site,ID\nvideo,hamburg,video\n", "teams.csv:1: id: this column is there twice; remove one"),
    # rows
    ("teams", TEAM + ",hamburg\n", "teams.csv:4: id: is blank; fill it in"),
    ("teams", TEAM + "data,hamburg,more\n", "teams.csv:4: has 3 cells for 2 columns; put cells"),
    ("teams", TEAM + "video,hamburg\n", "teams.csv:4: id: 'video' stands in lines 2 and 4; every row needs its own"),
    ("teams", TEAM + "a;b,hamburg\n", "teams.csv:4: id: 'a;b' contains ';', which separates ids; leave it out"),
    ("teams", TEAM + '"data,hamburg\n', "teams.csv:4: the row can't be read (unexpected end of data); look for a quote"),
    # sites
    ("sites", SITE.replace("Berlin", "Berln") + WOKING, "sites.csv:2: timezone: 'Europe/Berln' is no time zone; the nearest is Europe/Berlin"),
    ("sites", SITE.replace("Europe/Berlin", "../etc") + WOKING, "sites.csv:2: timezone: '../etc' is no time zone"),
    ("sites", SITE.replace("DE", "GER") + WOKING, "sites.csv:2: country: 'GER' is no country whose holidays are known; write two letters like DE (nearest:"),
    ("sites", SITE.replace("HH", "DE-HH") + WOKING, "sites.csv:2: subdivision: 'DE-HH' is no part of DE; write what follows the hyphen in ISO 3166-2 (nearest: HH)"),
    ("sites", "id,timezone,country,subdivision\nlux,Europe/Luxembourg,LU,L\n" + SITE.split("\n", 1)[1] + WOKING, "sites.csv:2: subdivision: LU has no parts with holidays of their own; leave it blank"),
    ("sites", "id,timezone,country,bridge_days\nhamburg,Europe/Berlin,DE,maybe\n" + WOKING.replace("ENG", ""), "sites.csv:2: bridge_days: 'maybe' is neither yes nor no; write yes or no"),
    ("sites", "id,timezone,country,support_hours\nhamburg,Europe/Berlin,DE,Holiday 09:00-12:00\n" + WOKING.replace("ENG", ""), "sites.csv:2: support_hours: 'Holiday 09:00-12:00' names Holiday, but public holidays are out of hours all day; leave it out"),
    # teams
    ("teams", TEAM.replace("hamburg", "hambrug"), "teams.csv:2: site: there is no site 'hambrug'; the nearest is hamburg"),
    ("teams", team("handover", "06:00;24:00;00:00"), "teams.csv:2: handover: 00:00 stands there twice (24:00 is 00:00); remove one"),
    ("teams", team("handover", "6 Uhr"), "teams.csv:2: handover: '6 Uhr' is no time of day; write it like 18:00"),
    ("teams", team("handover", "25:00"), "teams.csv:2: handover: '25:00' is no time of a day; write 00:00 to 24:00"),
    ("teams", team("min_duty_hours", "13"), "teams.csv:2: min_duty_hours: is more than max_duty_hours (12); write at most that"),
    ("teams", team("max_duty_hours", "25"), "teams.csv:2: max_duty_hours: 25 is out of bounds; write a number from 0 to 24"),
    ("teams", team("min_duty_hours", "0.001"), "teams.csv:2: min_duty_hours: 0.001 hours are no whole minutes; write for instance 1.5"),
    ("teams", team("max_days_per_28", "2.5"), "teams.csv:2: max_days_per_28: 2.5 is no whole number; write one from 0 to 28"),
    ("teams", team("max_days_per_28", "29"), "teams.csv:2: max_days_per_28: 29 is out of bounds; write a number from 0 to 28"),
    ("teams", team("min_rest_hours", "11 h"), "teams.csv:2: min_rest_hours: '11 h' is no number; write digits"),
    # people
    ("people", person("team", ""), "people.csv:2: team: is blank; fill it in"),
    ("people", person("team", ";"), "people.csv:2: team: names no team; write the id of one"),
    ("people", person("team", "video;vioce"), "people.csv:2: team: there is no team 'vioce'; the nearest is voice"),
    ("people", person("site", "london"), "people.csv:2: site: there is no site 'london'; the nearest is"),
    ("people", person("phone", "0151-abc"), "people.csv:2: phone: '0151-abc' is no telephone number; write it like +49 151 23456789"),
    ("people", person("phone", "1"), "people.csv:2: phone: '1' is no telephone number; write it like"),
    ("people", person("email", "ada at firm"), "people.csv:2: email: 'ada at firm' is no e-mail address; write it like ada@firm.example"),
    ("people", person("roles", "primary;bakcup"), "people.csv:2: roles: 'bakcup' is no role; write primary, backup or manager (nearest: backup)"),
    ("people", person("joined", "never"), "people.csv:2: joined: 'never' is no date or time; write it like 2026-12-07T18:00"),
    ("people", person("left", "2026-02-30"), "people.csv:2: left: '2026-02-30' is no day of the calendar; write it like"),
    ("people", "id,name,team,site,email,phone,skills,joined,left\nada,Ada,video,hamburg,,,codec,2026-05-02,2026-05-01\n", "people.csv:2: left: is not after joined; write a later day or leave it blank"),
    # beside people
    ("regular_hours", HOURS + 'ada,"Mon,Holiday",08:00,16:00\n', "regular_hours.csv:2: weekdays: 'Mon,Holiday' names Holiday, but regular hours are not worked on public holidays; leave it out"),
    ("regular_hours", HOURS + "ada,Mon-Xyz,08:00,16:00\n", "regular_hours.csv:2: weekdays: 'Xyz' is no weekday; write Mon, Tue"),
    ("regular_hours", HOURS + "ada,Mon,24:00,16:00\n", "regular_hours.csv:2: start: nothing begins at 24:00; write 00:00 on the next day"),
    ("regular_hours", HOURS + "adda,Mon,08:00,16:00\n", "regular_hours.csv:2: person: there is no person 'adda'; the nearest is ada"),
    ("unreachable", "person,weekdays,start,end,from,until,reason\nada,Mon,18:00,20:00,2026-12-02,2026-12-01,choir\n", "unreachable.csv:2: until: is before from; write 2026-12-02 or later"),
    ("unreachable", "person,weekdays,start,end,from,reason\nada,Mon,18:00,20:00,2026-12-02T10:00,choir\n", "unreachable.csv:2: from: '2026-12-02T10:00' has a time; write the day alone"),
    ("unreachable", "person,weekdays,start,end,reason\nada,Mon-Holiday,18:00,20:00,choir\n", "unreachable.csv:2: weekdays: Holiday is no end of a range; write Mon-Fri,Holiday"),
    ("absences", "person,start,end,reason\nada,2026-12-09,2026-12-08T10:00,ill\n", "absences.csv:2: end: is not after the start; write a time after 2026-12-09T00:00"),
    ("absences", "person,start,end,reason\nada,2026-12-09,2026-12-08,ill\n", "absences.csv:2: end: is not after the start"),
    ("absences", "person,start,end,reason\nada,31.11.2026,2026-12-08,ill\n", "absences.csv:2: start: '31.11.2026' is no day of the calendar; write it like"),
    ("absences", "person,start,end,reason\nada,0026-12-07,2026-12-08,ill\n", "absences.csv:2: start: '0026-12-07' lies too far off; write a year from 1950 to 2199"),
    ("absences", "person,start,end,reason\nada,2026-12-07T10:00+25:00,2026-12-08,ill\n", "absences.csv:2: start: '2026-12-07T10:00+25:00' has no possible offset; write one like +01:00"),
    ("absences", "person,start,end,reason\nada,2026-12-07T10:00:30,2026-12-08,ill\n", "absences.csv:2: start: '2026-12-07T10:00:30' has seconds; write whole minutes"),
    ("wishes", WISH + "ada,2026-12-07,2026-12-08,like,3\n", "wishes.csv:2: wish: 'like' is no wish; write prefer or avoid"),
    ("wishes", WISH + "ada,2026-12-07,2026-12-08,avoid,6\n", "wishes.csv:2: weight: 6 is out of bounds; write a number from 1 to 5"),
    # bookings
    ("bookings", booking("start", "2027-03-28T02:30").replace("2026-12-20", "2027-03-29"), "bookings.csv:2: start: the clocks skip 2027-03-28T02:30 in Europe/Berlin; write 2027-03-28T03:00 or later"),
    ("bookings", booking("end", "2026-12-07T00:00"), "bookings.csv:2: end: is not after the start; write a time after 2026-12-07T00:00"),
    ("bookings", booking("team", "vidoe"), "bookings.csv:2: team: there is no team 'vidoe'; the nearest is video"),
    ("bookings", booking("skill", "codek"), "bookings.csv:2: skill: nobody has the skill 'codek'; the nearest is codec"),
    ("bookings", booking("primary", "0"), "bookings.csv:2: primary: primary and backup are both 0; ask for at least one person"),
    ("bookings", booking("backup", "10"), "bookings.csv:2: backup: 10 is out of bounds; write a number from 0 to 9"),
    ("bookings", booking("callout_minutes_per_hour", '"6,009"'), "bookings.csv:2: callout_minutes_per_hour: 6,009 has more than two decimals; round it"),
    ("people", person("id", '"a\nda"'), "people.csv:2: id: 'a\\nda' has a line break; write it on one line"),
    ("bookings", booking("callout_minutes_per_hour", "61"), "bookings.csv:2: callout_minutes_per_hour: 61 is out of bounds; write a number from 0 to 60"),
    ("bookings", booking("windows", "Holiday 00:00-24:00"), "bookings.csv:2: windows: there is no window in the period; change windows or period"),
    ("bookings", booking("windows", "out of ours"), "bookings.csv:2: windows: 'out of ours' are no windows; write always, out-of-hours (nearest: out-of-hours) or lines like"),
    ("bookings", booking("windows", "16:00-09:00"), "bookings.csv:2: windows: '16:00-09:00' is no line of days and times; write lines like"),
    ("bookings", booking("requested_at", "2026-11-23T00:01"), "bookings.csv:2: requested_at: a period must begin at least 14 days after its request; the first possible start is 2026-12-07T00:01 local time (Europe/Berlin)"),
    # records
    ("duties", DUTY + "ada,primary,2026-11-02T08:00,2026-11-02T12:00\nada,backup,2026-11-02T11:59,2026-11-02T13:00\n", "duties.csv:3: start: this duty of ada overlaps the one in line 2; a person has one duty at a time, shorten or remove one"),
    ("worklog", WORK + "I1,ada,Wey,B1,2026-12-08T20:00,2026-12-08T21:00\n", "worklog.csv:2: customer: booking B1 is of 'Alster'; mend one of the two"),
    ("worklog", WORK + "I1,ada,Alster,B9,2026-12-08T20:00,2026-12-08T21:00\n", "worklog.csv:2: booking: there is no booking 'B9'; the nearest is B"),
    ("prices", price("hour", '"1.234,50"'), "prices.csv:2: hour: '1.234,50' is no number; write digits with at most one comma or point"),
    ("prices", price("hour", "-1"), "prices.csv:2: hour: -1 is out of bounds; write a number from 0 to"),
    ("prices", price("night", "20:00"), "prices.csv:2: night: '20:00' is no range of times; write it like 20:00-06:00"),
    # files
    ("absences", "", "absences.csv: is empty; its first line must be person,start,end,reason"),
    ("sites", "", "sites.csv: is empty; its first line must be id,timezone"),
    ("people", PERSON.splitlines()[0], "people.csv: has no row; add a person"),
    ("people", PERSON.encode("utf-16"), "people.csv:1: is UTF-16, not UTF-8 or Windows-1252; save it as «CSV UTF-8»"),
    ("people", PERSON.encode() + b"b\x81n", "people.csv:3: byte 0x81 is neither UTF-8 nor Windows-1252; save it as"),
    ("people", PERSON.encode() + b"b\x00n", "people.csv:3: holds '\\x00', which no text has; save it as"),
    ("people", None, "people.csv: is missing; there must be sites.csv, teams.csv, people.csv and bookings.csv"),
]  # fmt: skip
