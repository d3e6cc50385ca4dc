"""Text from data is shown as text: no markup, no link, no entity."""

import pytest

from dashboard.pages.frame import escape


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("lihat www.jahat.example", "www."),
        ("lihat WWW.jahat.example", "WWW."),
        ("lihat http://jahat.example", "http://"),
        ("lihat https://jahat.example", "https://"),
        ("tulis ke a@jahat.example", "a@"),
    ],
)
def test_no_address_is_left_whole(text: str, address: str) -> None:
    shown = escape(text).replace("\\", "")
    assert address not in shown
    assert shown.replace("\u2060", "") == text


@pytest.mark.parametrize("mark", "\\`*_{}[]<>()#+!|~$:&.-")
def test_no_mark_is_left_alone(mark: str) -> None:
    assert escape(f"a{mark}b") == f"a\\{mark}b"
