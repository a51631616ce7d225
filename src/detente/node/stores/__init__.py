"""What is durable: Django models, and small functions that turn rows into values of the pure rooms and back.

Reached from `node` alone. Nothing here decides; every write goes through a `Unit`, which demands an audit record.
"""
