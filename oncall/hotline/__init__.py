"""A call to the hotline: who calls, what they may have, what they hear next. Nothing here acts."""
