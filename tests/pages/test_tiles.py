"""The tables of numbers that stand for themselves."""

from dashboard.locale import Locale
from dashboard.pages.tiles import tile_table
from dashboard.press.cells import rows
from dashboard.press.exhibit import Tile


def test_counts_beside_a_share_stay_whole_numbers() -> None:
    tiles = [Tile("Cases", "93", ""), Tile("Rate", "0.47", ""), Tile("People", "–", "")]
    table = tile_table(tiles, [93, 0.47, None], Locale("en"))
    numbers = [row[1] for row in rows(table)]
    assert [(type(number), number) for number in numbers] == [
        (int, 93),
        (float, 0.47),
        (type(None), None),
    ]
