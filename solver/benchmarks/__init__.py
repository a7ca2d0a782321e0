"""Public benchmarks as rota problems: other rules, the same core. They have no history."""
