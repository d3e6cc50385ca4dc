-- Which records does this version hold, and what is the fingerprint of each?
--
-- Parameters: none. The whole version, whatever a reader has filtered.
-- Grain: one row per record, by table and id.
--
--   table_name    activities | violations | published_figures | risk_index
--   record_id     id of the record in its table
--   fingerprint   16 hexadecimal digits over all fields: equal where nothing of the record differs;
--                 comparable between versions only as one program computes it
WITH fingerprints AS (
    SELECT 'activities' AS table_name, activity_id AS record_id, to_hex(hash(r)) AS fingerprint
    FROM activities r
    UNION ALL
    SELECT 'published_figures', figure_id, to_hex(hash(r)) FROM published_figures r
    UNION ALL
    SELECT 'risk_index', index_id, to_hex(hash(r)) FROM risk_index r
    UNION ALL
    SELECT 'violations', violation_id, to_hex(hash(r)) FROM violations r
),
ordered AS (
    SELECT table_name, record_id, lpad(fingerprint, 16, '0') AS fingerprint
    FROM fingerprints
    ORDER BY table_name, record_id
)
SELECT * FROM ordered
