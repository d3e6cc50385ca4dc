"""Records on their way into a version: read, validate, settle, publish."""

from dashboard.ingest.embedded import ensure_first_version
from dashboard.ingest.handing_in import HandIn, Verdict
from dashboard.ingest.publish import Draft, IngestError, publish, rollback

__all__ = [
    "Draft",
    "HandIn",
    "IngestError",
    "Verdict",
    "ensure_first_version",
    "publish",
    "rollback",
]
