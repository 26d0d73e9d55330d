"""Who may do what, and what may leave: rules over values, of one piece, without a database.

What is not allowed here is refused. `check_x` raises Refused, `x` tells.
"""
