"""A planner's folder of tables, read and validated into frozen facts."""
