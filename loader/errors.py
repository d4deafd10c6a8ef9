"""What all errors that a user can mend have in common."""


class UserError(Exception):
    """Something that the user or the machine's owner can mend; its text says what, and where."""
