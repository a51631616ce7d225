"""The officers' desk: pages over `detente.node.queries.desk`. No rules and no ORM here."""
