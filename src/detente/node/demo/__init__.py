"""Three fictional nodes with a past, for trying Détente out on one machine. Nothing here is for real parties.

`story` and `letters` say who they are and what they wrote, as data. `homes` makes the three homes, each with its
`marker`, and `past` plays the story between them over the real protocol; `folder` does that once, or anew. `node` is
one of them as a process, `running` all three. `entrance` and `desk` let one sign in by one click.
"""
