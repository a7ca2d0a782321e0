"""What `oncall bench` measures, each kind of measurement in a module of its own."""
