"""Reach people: messages out, receipts in."""
