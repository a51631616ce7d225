"""What an exchange costs, beside the bound measured in the same run (docs/explanation/where-the-time-goes.md)."""
