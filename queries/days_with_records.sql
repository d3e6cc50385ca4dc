-- From which day to which do the records of these elections reach?
--
-- Parameters: $elections. All places, all dates.
-- Grain: one row.
--
--   first_on    day on which the earliest activity or violation begins; null without any record
--   last_on     day on which the latest one begins
WITH days AS (
    SELECT date_from AS begun_on FROM activities WHERE chosen($elections::VARCHAR[], election)
    UNION ALL
    SELECT reported_from FROM violations WHERE chosen($elections::VARCHAR[], election)
),
span AS (
    SELECT min(begun_on) AS first_on, max(begun_on) AS last_on FROM days
)
SELECT * FROM span
