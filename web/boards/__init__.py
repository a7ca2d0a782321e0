"""The planner's timeline as JSON: what is asked, what is answered."""
