"""Instances small enough to be worked out by hand."""

from __future__ import annotations

CURTOIS = """\
# Two people, a week: Ada may not work Late before Early, Ben works Early only.
SECTION_HORIZON
7

SECTION_SHIFTS
E,480,
L,420,E

SECTION_STAFF
ada,E=3|L=7,2400,900,3,2,2,1
ben,E=5|L=0,2400,480,5,1,1,0

SECTION_DAYS_OFF
ada,6
ben,0,3

SECTION_SHIFT_ON_REQUESTS
ada,1,L,2
ben,2,E,3

SECTION_SHIFT_OFF_REQUESTS
ada,4,E,4

SECTION_COVER
0,E,1,100,1
1,E,1,100,1
1,L,1,50,2
4,E,2,10,7
"""

ONCALL_ROSTERING = """\
num_staff = 3; % of whom the third works half
work_load = [100, 100, 50];
num_days = 7;
unavailable = [{1, 9}, {}, {2}];
fixed = [{3}, {}, {}];
weekend_offset = 4;
adj_days_str = 2;
wed_before_weekend_str = 3;
"""
