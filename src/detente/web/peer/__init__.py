"""The partners' endpoint (DXP 11): parcels, meetings, attachments. No sessions, no pages, no seal key."""
