"""Paper: what leaves the node printed, as PDF in Latin, Greek, Cyrillic and Arabic letters."""
