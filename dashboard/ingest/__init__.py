"""Records on their way into a version: read, validate, publish."""

from dashboard.ingest.embedded import ensure_first_version
from dashboard.ingest.publish import IngestError, publish, rollback

__all__ = ["IngestError", "ensure_first_version", "publish", "rollback"]
