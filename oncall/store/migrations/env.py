"""Runs the migrations in the transaction that `oncall.store.migrating` has opened."""

from alembic import context

from oncall.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
)
with context.begin_transaction():
    context.run_migrations()
