-- How many prevention activities took place each month, of which kind, with how many participants?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow).
-- Flows are narrowed by the facets of activities ($kinds, $levels, $targets, $institution_types).
-- Grain: one row per month and kind, no month skipped, for the kinds that occur; then one row per kind
-- whose records are coarser than a month, its month null. A joint event counts once.
--
--   month           as 2024-10; null for records coarser than a month
--   kind            kind of activity
--   activities      activities
--   participants    stated participants, in people; null where none is stated
WITH records AS (
    SELECT month_of(date_from, date_to) AS month, date_from, date_to, kind, activities, participants
    FROM counted_activities(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $kinds::VARCHAR[], $levels::VARCHAR[], $targets::VARCHAR[], $institution_types::VARCHAR[]
    )
),
bounds AS (
    SELECT coalesce($from::DATE, min(date_from) FILTER (month IS NOT NULL)) AS first_day,
           coalesce($to::DATE, max(date_to) FILTER (month IS NOT NULL)) AS last_day
    FROM records
),
months AS (
    SELECT * FROM months_between((SELECT first_day FROM bounds), (SELECT last_day FROM bounds))
),
kinds AS (
    SELECT DISTINCT kind FROM records
),
slots AS (
    SELECT month, kind FROM months CROSS JOIN kinds
    UNION
    SELECT DISTINCT month, kind FROM records
),
series AS (
    SELECT s.month,
           s.kind,
           coalesce(sum(r.activities), 0)::BIGINT AS activities,
           sum(r.participants)::BIGINT AS participants
    FROM slots s
    LEFT JOIN records r ON r.kind = s.kind AND r.month IS NOT DISTINCT FROM s.month
    GROUP BY s.month, s.kind
    ORDER BY s.month NULLS LAST, s.kind
)
SELECT * FROM series
