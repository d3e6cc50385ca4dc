-- How many prevention activities took place each week or month, by kind, level, target group or institution?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow), $grain, $dimension.
-- $grain: week (from Monday) or month, the latter where it is not given. $dimension: kind, level,
-- target, institution_type or all; kind where it is not given.
-- Flows are narrowed by the facets of activities ($kinds, $levels, $targets, $institution_types).
-- Grain: one row per period and value, no period skipped, for the values that occur; then one row per
-- value whose records are coarser than the period, its days null. A joint event counts once. An
-- activity for several target groups or institutions counts in each, so these do not add up.
--
--   period_from                        first day of the week or month; null for coarser records
--   period_until                       its last day
--   value                              kind, level, target group or type of institution; `all` for all
--                                      activities together; null where the activity names none
--   activities                         activities
--   participants                       stated participants, in people; null where none is stated
--   activities_without_participants    activities that state none
WITH records AS (
    SELECT period_of(date_from, date_to, $grain::VARCHAR) AS period_from,
           date_from,
           date_to,
           CASE coalesce($dimension::VARCHAR, 'kind')
                WHEN 'kind' THEN [kind] ELSE ['all'] END AS values,
           activities,
           activities_with_participants,
           participants
    FROM counted_activities(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $kinds::VARCHAR[], $levels::VARCHAR[], $targets::VARCHAR[], $institution_types::VARCHAR[]
    )
    WHERE coalesce($dimension::VARCHAR, 'kind') NOT IN ('level', 'target', 'institution_type')
    UNION ALL
    SELECT period_of(date_from, date_to, $grain::VARCHAR) AS period_from,
           date_from,
           date_to,
           values,
           1,
           (participants IS NOT NULL)::INTEGER,
           participants
    FROM activities_with_values(
        $dimension::VARCHAR, $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[],
        $from::DATE, $to::DATE, $kinds::VARCHAR[], $levels::VARCHAR[], $targets::VARCHAR[],
        $institution_types::VARCHAR[]
    )
    WHERE $dimension::VARCHAR IN ('level', 'target', 'institution_type')
),
counted AS (
    SELECT period_from,
           unnest(CASE WHEN len(values) = 0 THEN [NULL::VARCHAR] ELSE values END) AS value,
           activities,
           activities_with_participants,
           participants
    FROM records
),
bounds AS (
    SELECT coalesce($from::DATE, min(date_from) FILTER (period_from IS NOT NULL)) AS first_day,
           coalesce($to::DATE, max(date_to) FILTER (period_from IS NOT NULL)) AS last_day
    FROM records
),
periods AS (
    SELECT * FROM periods_between(
        (SELECT first_day FROM bounds), (SELECT last_day FROM bounds), $grain::VARCHAR
    )
),
slots AS (
    SELECT period_from, value FROM periods CROSS JOIN (SELECT DISTINCT value FROM counted)
    UNION
    SELECT DISTINCT period_from, value FROM counted
),
totals AS (
    SELECT period_from,
           value,
           sum(activities)::BIGINT AS activities,
           sum(participants)::BIGINT AS participants,
           sum(activities - activities_with_participants)::BIGINT AS activities_without_participants
    FROM counted
    GROUP BY period_from, value
),
series AS (
    SELECT s.period_from,
           (CASE WHEN $grain::VARCHAR = 'week' THEN s.period_from + INTERVAL 6 DAY
                 ELSE last_day(s.period_from) END)::DATE AS period_until,
           s.value,
           coalesce(t.activities, 0) AS activities,
           t.participants,
           coalesce(t.activities_without_participants, 0) AS activities_without_participants
    FROM slots s
    LEFT JOIN totals t
        ON t.period_from IS NOT DISTINCT FROM s.period_from
       AND t.value IS NOT DISTINCT FROM s.value
    ORDER BY s.period_from NULLS LAST, s.value NULLS LAST
)
SELECT * FROM series
