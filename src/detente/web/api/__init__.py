"""The machine interface: what the desk's screens do, over HTTP with JSON, for one officer by a token.

The same functions of the node answer the screens and this interface (`web.desk.gateway`), so policy, roles and record
are the same. The description (OpenAPI 3.1) is made from the types that check what comes in and what goes out.
"""
