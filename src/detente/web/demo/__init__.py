"""The demo's entrance: sign in by one click. Exists only under `node.settings.demo`, on homes that the demo made."""
