-- How long have forwarded cases without an answer on record been waiting?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow); $today: the day as of which it
-- stands; $first_day_counts: whether the day of forwarding is the first of the days since then.
-- Informasi awal is not counted.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- $follow_up_days: the days in which an answer is expected.
-- Grain: one row per class of days, the shortest first, empty ones too; then one for the cases whose
-- day of forwarding is not known. The classes end at the expected days, then at 30, 90 and 180 days
-- where these are longer (rules/follow_up.md).
--
--   days_from, days_to   first and last number of days of the class; days_to is null for the open
--                        last class, both are null for the day not known
--   waiting              cases without an answer on record
WITH cases AS (
    SELECT * FROM forwarded_cases(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $categories::VARCHAR[], $subjects::VARCHAR[], $channels::VARCHAR[], $origins::VARCHAR[],
        $today::DATE, $first_day_counts::BOOLEAN
    )
),
limits AS (
    SELECT list_prepend(
        $follow_up_days::BIGINT,
        list_filter([30, 90, 180], lambda days: days > $follow_up_days::BIGINT)
    ) AS ends
),
classes AS (
    SELECT unnest(range(len(ends) + 1)) AS place,
           unnest(list_prepend(0, list_transform(ends, lambda days: days + 1))) AS days_from,
           unnest(list_append(ends, NULL)) AS days_to
    FROM limits
    UNION ALL
    SELECT NULL, NULL, NULL
),
counted AS (
    SELECT CASE WHEN waits_days IS NOT NULL
                THEN len(list_filter(ends, lambda days: days < waits_days)) END AS place,
           count(*) AS waiting
    FROM cases, limits
    WHERE NOT answered
    GROUP BY place
),
by_waiting AS (
    SELECT c.days_from, c.days_to, coalesce(n.waiting, 0) AS waiting
    FROM classes c
    LEFT JOIN counted n ON n.place IS NOT DISTINCT FROM c.place
    ORDER BY c.place NULLS LAST
)
SELECT * FROM by_waiting
