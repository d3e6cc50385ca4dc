-- How does the share of forwarded cases with an answer on record develop?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow); $today: the day as of which it
-- stands; $first_day_counts: whether the day of forwarding is the first of the days since then.
-- Informasi awal is not counted.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- $basis: forwarded (by default) for the month of forwarding, reported for that in which the source
-- made the case public.
-- Grain: one row per month, no month skipped, then one for the cases without a month where there are
-- any. Answers are those on record by $today, since most have no day: a row tells how many of the
-- cases of its month are answered by then, not when (rules/follow_up.md).
--
--   month                as 2024-10; null where the day is not known or coarser than a month
--   forwarded            cases forwarded
--   answered             of them, with an answer on record by $today
--   forwarded_to_date, answered_to_date    the same of all months until this one; null without a month
WITH cases AS (
    SELECT * FROM forwarded_cases(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $categories::VARCHAR[], $subjects::VARCHAR[], $channels::VARCHAR[], $origins::VARCHAR[],
        $today::DATE, $first_day_counts::BOOLEAN
    )
),
days AS (
    SELECT CASE WHEN $basis::VARCHAR = 'reported' THEN reported_from ELSE forwarded_on END
               AS first_day,
           CASE WHEN $basis::VARCHAR = 'reported' THEN reported_to ELSE forwarded_on END
               AS last_day,
           count(*) AS forwarded,
           count(*) FILTER (answered) AS answered
    FROM cases
    GROUP BY ALL
),
records AS (
    SELECT month_of(first_day, last_day) AS month,
           sum(forwarded)::BIGINT AS forwarded,
           sum(answered)::BIGINT AS answered
    FROM days
    GROUP BY month
),
bounds AS (
    SELECT least(strftime($from::DATE, '%Y-%m'), min(month)) || '-01' AS first_month,
           greatest(strftime($to::DATE, '%Y-%m'), max(month)) || '-01' AS last_month
    FROM records
),
months AS (
    SELECT * FROM months_between(
        (SELECT first_month FROM bounds)::DATE, (SELECT last_month FROM bounds)::DATE
    )
),
slots AS (
    SELECT month FROM months
    UNION
    SELECT month FROM records
),
monthly AS (
    SELECT s.month, coalesce(r.forwarded, 0) AS forwarded, coalesce(r.answered, 0) AS answered
    FROM slots s
    LEFT JOIN records r ON r.month IS NOT DISTINCT FROM s.month
),
series AS (
    SELECT month, forwarded, answered,
           CASE WHEN month IS NOT NULL
                THEN sum(forwarded) OVER (ORDER BY month NULLS LAST) END::BIGINT
               AS forwarded_to_date,
           CASE WHEN month IS NOT NULL
                THEN sum(answered) OVER (ORDER BY month NULLS LAST) END::BIGINT
               AS answered_to_date
    FROM monthly
    ORDER BY month NULLS LAST
)
SELECT * FROM series
