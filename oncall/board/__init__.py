"""The planner's timeline as data: days, people, duties, cover, gaps, and where duties may go."""
