-- Which sources do the records name, and how many records does each stand behind?
--
-- Parameters: none. The whole version, whatever a reader has filtered.
-- Grain: one row per name of a source, by name without regard to letter case.
--
--   source_name        as the records write it
--   records            records of all tables that name it
--   activities         of these, activities
--   violations         of these, suspected violations, initial information included
--   published_figures  of these, numbers published by others
--   risk_index         of these, places in the risk index
--   first_on, last_on  first possible day of the earliest record, last possible day of the latest
WITH named AS (
    SELECT 'activities' AS table_name, source_name, date_from AS day_from, date_to AS day_until
    FROM activities
    UNION ALL
    SELECT 'violations', source_name, reported_from, reported_to FROM violations
    UNION ALL
    SELECT 'published_figures', source_name, as_of_from, as_of FROM published_figures
    UNION ALL
    SELECT 'risk_index', source_name, as_of, as_of FROM risk_index
),
sources AS (
    SELECT source_name,
           count(*) AS records,
           count_if(table_name = 'activities') AS activities,
           count_if(table_name = 'violations') AS violations,
           count_if(table_name = 'published_figures') AS published_figures,
           count_if(table_name = 'risk_index') AS risk_index,
           min(day_from) AS first_on,
           max(day_until) AS last_on
    FROM named
    GROUP BY source_name
    ORDER BY lower(source_name), source_name
)
SELECT * FROM sources
