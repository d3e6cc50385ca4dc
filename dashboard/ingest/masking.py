"""What looks like a NIP, a NIK or an e-mail address is masked before anything is kept or told."""

from dashboard.model import without_personal

MASK = "[…]"


def masked(text: str) -> str:
    """The text with a mask in place of personal numbers and addresses."""
    return without_personal(text, MASK)
