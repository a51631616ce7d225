"""Adapters for outside measurements, and the scripts that train what the package ships."""
