"""A contract as a page shows it."""
