"""The words of the business: sites, people, bookings, rotas, and what follows from them."""
