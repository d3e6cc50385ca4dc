"""Text that a spreadsheet would compute, in every way it can begin."""

TRIGGERS = ("=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠")
HOSTILE = (
    *(f"{trigger}1+1" for trigger in TRIGGERS),
    " =1+1",
    "  @SUM(1)",
    "\u00a0=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("x","y")',
    "a;=1+1",
    "a\n=1+1",
    "a\t +1",
    "{=1+1}",
    "\ttab",
    "\rreturn",
)
