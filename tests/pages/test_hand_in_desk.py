"""A name from a browser becomes a file's name, whatever it holds."""

from pathlib import Path

import pytest

from dashboard.pages.hand_in_desk import safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("kegiatan.csv", "kegiatan.csv"),
        ("Kab. Cilacap (2).xlsx", "Kab. Cilacap (2).xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\data\\kegiatan.csv", "kegiatan.csv"),
        ("a\x00b\n.csv", "ab.csv"),
        ("", "file"),
        (".", "file"),
        ("..", "file"),
        ("/", "file"),
        ("é" * 300 + ".xlsx", "é" * 97 + ".xlsx"),
    ],
)
def test_safe_name(tmp_path: Path, name: str, safe: str) -> None:
    assert safe_name(name) == safe
    (tmp_path / safe_name(name)).write_bytes(b"")
    assert [path.parent for path in tmp_path.iterdir()] == [tmp_path]
