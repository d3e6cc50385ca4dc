-- From which day to which day do the records of each table reach?
--
-- Parameters: none. The whole version, whatever a reader has filtered.
-- Grain: one row per table, by name, also without records.
--
--   table_name               activities | violations | published_figures | risk_index
--   records                  records of the table
--   first_from, first_until  first and last possible day of the earliest record; null without records
--   last_from, last_until    the same of the latest record; the day of a violation is the one on which
--                            it was made public, of a figure the one it stands for
WITH days AS (
    SELECT 'activities' AS table_name, date_from AS day_from, date_to AS day_until FROM activities
    UNION ALL
    SELECT 'published_figures', as_of_from, as_of FROM published_figures
    UNION ALL
    SELECT 'risk_index', as_of, as_of FROM risk_index
    UNION ALL
    SELECT 'violations', reported_from, reported_to FROM violations
),
table_names AS (
    SELECT unnest(['activities', 'published_figures', 'risk_index', 'violations']) AS table_name
),
freshness AS (
    SELECT table_name,
           count(day_from) AS records,
           min(day_from) AS first_from,
           arg_min(day_until, (day_from, day_until)) AS first_until,
           max(day_from) AS last_from,
           arg_min(day_until, (-epoch(day_from), day_until)) AS last_until
    FROM table_names
    LEFT JOIN days USING (table_name)
    GROUP BY table_name
    ORDER BY table_name
)
SELECT * FROM freshness
