"""A made-up incident with the real rota and ladders, in a scratch database, on practice phones."""
