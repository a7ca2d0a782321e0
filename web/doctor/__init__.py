"""What is looked at before anybody relies on it: each a line, and a cure where it is not well."""
