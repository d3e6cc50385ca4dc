-- Which elections have records?
--
-- Parameters: none.
-- Grain: one row per election that any activity or violation names, by id.
--
--   election      election id
--   activities    activities
--   violations    violations, informasi awal included
WITH totals AS (
    SELECT election, sum(activities)::BIGINT AS activities, sum(violations)::BIGINT AS violations
    FROM (
        SELECT election, activities, 0 AS violations FROM activity_counts
        WHERE place_level = 'nation'
        UNION ALL
        SELECT election, 0, violations FROM case_counts WHERE place_level = 'nation'
    )
    GROUP BY election
    ORDER BY election
)
SELECT * FROM totals
