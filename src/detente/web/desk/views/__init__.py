"""The desk's views: read from the node, show; or read a form, act, and go on to the next page."""
