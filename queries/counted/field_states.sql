-- How completely is each field of the records filled?
--
-- Grain: one row per table and field, by name.
--
--   table_name, field
--   filled, unknown, empty, records   as in completeness_by_field.sql
WITH activities_states AS (
    SELECT histogram(field_state(COLUMNS(*))) FROM activities
),
published_figures_states AS (
    SELECT histogram(field_state(COLUMNS(*))) FROM published_figures
),
risk_index_states AS (
    SELECT histogram(field_state(COLUMNS(*))) FROM risk_index
),
violations_states AS (
    SELECT histogram(field_state(COLUMNS(*))) FROM violations
),
counted AS (
    SELECT 'activities' AS table_name, field, counts
    FROM activities_states UNPIVOT INCLUDE NULLS (counts FOR field IN (COLUMNS(*)))
    UNION ALL
    SELECT 'published_figures' AS table_name, field, counts
    FROM published_figures_states UNPIVOT INCLUDE NULLS (counts FOR field IN (COLUMNS(*)))
    UNION ALL
    SELECT 'risk_index' AS table_name, field, counts
    FROM risk_index_states UNPIVOT INCLUDE NULLS (counts FOR field IN (COLUMNS(*)))
    UNION ALL
    SELECT 'violations' AS table_name, field, counts
    FROM violations_states UNPIVOT INCLUDE NULLS (counts FOR field IN (COLUMNS(*)))
),
completeness AS (
    SELECT table_name,
           field,
           coalesce(counts['filled'], 0)::BIGINT AS filled,
           coalesce(counts['unknown'], 0)::BIGINT AS unknown,
           coalesce(counts['empty'], 0)::BIGINT AS empty,
           coalesce(list_sum(map_values(counts)), 0)::BIGINT AS records
    FROM counted
    ORDER BY table_name, field
)
SELECT * FROM completeness
