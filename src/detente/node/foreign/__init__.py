"""Files of others, read in a child process that can do nothing else: closed kinds, few limits, pixels or text back."""
