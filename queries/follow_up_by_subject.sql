-- Whose cases were forwarded, and how many of them are answered?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow); $today: the day as of which it
-- stands; $first_day_counts: whether the day of forwarding is the first of the days since then.
-- Informasi awal is not counted.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row per subject with a forwarded case, the most cases first, then by code.
--
--   subject            whose neutrality; unknown where the source does not say
--   forwarded          cases
--   answered           of them, with an answer on record by $today
--   waiting            of them, without one
--   waiting_undated    of the waiting, those whose day of forwarding is not known
--   median_days, longest_days    days since the forwarding of those waiting with a known day; null
--                      where there are none
WITH cases AS (
    SELECT * FROM forwarded_cases(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $categories::VARCHAR[], $subjects::VARCHAR[], $channels::VARCHAR[], $origins::VARCHAR[],
        $today::DATE, $first_day_counts::BOOLEAN
    )
),
by_subject AS (
    SELECT subject, count(*) AS forwarded,
           count(*) FILTER (answered) AS answered,
           count(*) FILTER (NOT answered) AS waiting,
           count(*) FILTER (NOT answered AND forwarded_on IS NULL) AS waiting_undated,
           median(waits_days)::DOUBLE AS median_days,
           max(waits_days)::BIGINT AS longest_days
    FROM cases
    GROUP BY subject
    ORDER BY forwarded DESC, subject
)
SELECT * FROM by_subject
