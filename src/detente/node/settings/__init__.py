"""Django settings of a node's processes: `desk` for officers, `peer` for partners, `worker`, and `testing`.

Each starts from `base`, which reads everything from the node's home folder (`home`).
"""
