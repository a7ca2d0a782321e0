"""Customers, hotlines, contracts, contacts and products; who asked for a booking; whom to tell."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

CONTRACT = (
    *("id", "customer", "provider", "level", "site", "start", "until", "purchase", "acceptance"),
    *("operation", "notice_received", "options", "adapted", "pauses", "ticket_prefix", "hotline"),
)
CONTACT = ("customer", "name", "phones", "email", "pin", "trained", "delegate_of")
PRODUCT = ("customer", "product", "serial", "contract", "warranty_until")


def upgrade() -> None:
    """Apply it."""
    _sheet("customers", ("id", "name", "language"), unique="id")
    _sheet("hotlines", ("number", "teams", "languages"), unique="number")
    _sheet("contracts", CONTRACT, unique="id", of_customer=True)
    _sheet("contacts", CONTACT, of_customer=True)
    _sheet("products", PRODUCT, of_customer=True)
    op.add_column("messages", sa.Column("customer", sa.Text(), nullable=True))
    op.add_column(
        "bookings", sa.Column("requested_by", sa.Text(), server_default="", nullable=False)
    )
    op.alter_column("bookings", "requested_by", server_default=None)
    # Else every booking would seem to have changed, and calendars would say so.
    op.execute("""update booking_versions set cells = cells || '{"requested_by": ""}'""")


def downgrade() -> None:
    """Take it back."""
    op.execute("update booking_versions set cells = cells - 'requested_by'")
    op.drop_column("bookings", "requested_by")
    op.drop_column("messages", "customer")
    for name in ("products", "contacts", "contracts", "hotlines", "customers"):
        op.drop_table(name)


def _sheet(
    name: str, columns: tuple[str, ...], *, unique: str = "", of_customer: bool = False
) -> None:
    """Make the table of a sheet: cells as they were written."""
    rules: list[sa.Constraint] = [sa.PrimaryKeyConstraint("key", name=f"pk_{name}")]
    if unique:
        rules.append(sa.UniqueConstraint(unique, name=f"uq_{name}_{unique}"))
    if of_customer:
        rules.append(
            sa.ForeignKeyConstraint(["customer"], ["customers.id"], name=f"fk_{name}_customer")
        )
    op.create_table(
        name,
        sa.Column("key", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        *(sa.Column(column, sa.Text(), nullable=False) for column in columns),
        *rules,
    )
