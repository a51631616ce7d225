"""What runs beside requests: delivery to partners, opening, clocks."""
