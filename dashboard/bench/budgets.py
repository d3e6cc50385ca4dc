"""The budgets, each with the key of the measure it bounds: promised before they were measured.

They are those of the design document, section 8. A budget bounds the median ratio to what is
measured beside it, or the median amount where the unit is named.
"""

from typing import Final

BUDGETS: Final[dict[str, float]] = {
    # Filter change to last paint on the overview, against a bare Streamlit app that draws as many
    # constant figures.
    "filter_change": 2.0,
    # The same with 10 million simulated records, against the embedded records.
    "filter_change_large": 1.5,
    # Websocket bytes of one filter change on the overview, in KB (1,000 bytes).
    "filter_change_bytes": 60.0,
    # Canonical CSV to a published version, against DuckDB's own COPY of the same file to Parquet.
    "ingest_1000000": 8.0,
    # Memory per further open session, in MB (1,000,000 bytes).
    "session_memory": 8.0,
    # 30 sessions that change filters on 2 cores: 95th percentile of a rerun, against one alone. Of
    # readers who think between two changes: 30 that change in the same instant wait for each other
    # in any program of one process, as `sessions_30_floor` shows of a bare one.
    "thinking_30_p95": 12.0,
    # A named query, against a plain scan of the same columns of the same Parquet files.
    "query": 1.0,
}
