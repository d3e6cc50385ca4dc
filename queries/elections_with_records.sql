-- Which elections have records?
--
-- Parameters: none.
-- Grain: one row per election that any activity or violation names, by id.
--
--   election      election id
--   activities    activities
--   violations    violations, informasi awal included
WITH totals AS (
    SELECT election,
           count(*) FILTER (source = 'activities') AS activities,
           count(*) FILTER (source = 'violations') AS violations
    FROM (
        SELECT election, 'activities' AS source FROM activities
        UNION ALL
        SELECT election, 'violations' FROM violations
    )
    GROUP BY election
    ORDER BY election
)
SELECT * FROM totals
