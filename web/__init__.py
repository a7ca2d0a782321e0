"""The edge: the command line today, pages and workers as they come; the parts are put together here."""
