"""The life of each kind of dialogue: states, clocks, who may do what."""
