-- How many suspected violations became public each month, by category, subject, channel, origin or stage?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow), $dimension. Informasi awal is not
-- counted. $dimension: category, subject, channel, origin, status, stage or all; category where it is
-- not given. The stage is that of the case's own election (rules/stages.md).
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row per month and value, no month skipped, for the values that occur; then one row per
-- value whose cases are coarser than a month, its days null.
--
--   period_from                  first day of the month in which the source made the case public; null
--                                for coarser records
--   period_until                 its last day
--   value                        category, subject, channel, origin, status or stage; `unknown` where it
--                                is not known; `all` for all cases together
--   violations                   cases
--   people                       people they concern, where stated; null where none is stated
--   violations_without_people    cases that state no number of people
WITH records AS (
    SELECT period_of(reported_from, reported_to, 'month') AS period_from,
           reported_from,
           reported_to,
           case_value($dimension::VARCHAR, category, subject, channel, origin, status, stage) AS value,
           people
    FROM staged_cases(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE
    )
    WHERE case_is_of(
        category, subject, channel, origin, $categories::VARCHAR[], $subjects::VARCHAR[],
        $channels::VARCHAR[], $origins::VARCHAR[]
    )
),
bounds AS (
    SELECT coalesce($from::DATE, min(reported_from) FILTER (period_from IS NOT NULL)) AS first_day,
           coalesce($to::DATE, max(reported_to) FILTER (period_from IS NOT NULL)) AS last_day
    FROM records
),
periods AS (
    SELECT * FROM periods_between(
        (SELECT first_day FROM bounds), (SELECT last_day FROM bounds), 'month'
    )
),
slots AS (
    SELECT period_from, value FROM periods CROSS JOIN (SELECT DISTINCT value FROM records)
    UNION
    SELECT DISTINCT period_from, value FROM records
),
totals AS (
    SELECT period_from,
           value,
           count(*) AS violations,
           sum(people)::BIGINT AS people,
           count(*) FILTER (people IS NULL) AS violations_without_people
    FROM records
    GROUP BY period_from, value
),
series AS (
    SELECT s.period_from,
           last_day(s.period_from)::DATE AS period_until,
           s.value,
           coalesce(t.violations, 0) AS violations,
           t.people,
           coalesce(t.violations_without_people, 0) AS violations_without_people
    FROM slots s
    LEFT JOIN totals t ON t.period_from IS NOT DISTINCT FROM s.period_from AND t.value = s.value
    ORDER BY s.period_from NULLS LAST, s.value
)
SELECT * FROM series
