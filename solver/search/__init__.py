"""The search: a first rota quickly, then better ones, and a bound beside it."""
