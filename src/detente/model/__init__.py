"""The vocabulary: identifiers, instants, handling, strict and canonical bytes. One value type a file."""
