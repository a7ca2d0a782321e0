"""A provider's service levels as a page shows them."""
