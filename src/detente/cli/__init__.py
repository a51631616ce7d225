"""The operator’s and the officer’s command."""
