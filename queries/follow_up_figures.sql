-- How many forwarded cases are answered, how many wait, and since how long?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow); $today: the day as of which it
-- stands; $first_day_counts: whether the day of forwarding is the first of the days since then.
-- Informasi awal is not counted.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- $follow_up_days: the days in which an answer is expected.
-- Grain: one row, in cases (rules/follow_up.md).
--
--   forwarded                    cases forwarded by $today
--   answered                     of them, with a sanction or an end on record by $today
--   waiting                      of them, without one
--   waiting_undated              of the waiting, those whose day of forwarding is not known
--   waiting_over_limit           of the waiting, those forwarded more than $follow_up_days days ago
--   longest_days, median_days    days since the forwarding of those waiting with a known day; null
--                                where there are none
--   forwarded_without_recipient  forwarded cases that name no recipient
--   maybe_outside                forwarded cases whose day may lie outside the period
WITH cases AS (
    SELECT * FROM forwarded_cases(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $categories::VARCHAR[], $subjects::VARCHAR[], $channels::VARCHAR[], $origins::VARCHAR[],
        $today::DATE, $first_day_counts::BOOLEAN
    )
),
figures AS (
    SELECT count(*) AS forwarded,
           count(*) FILTER (answered) AS answered,
           count(*) FILTER (NOT answered) AS waiting,
           count(*) FILTER (NOT answered AND forwarded_on IS NULL) AS waiting_undated,
           count(*) FILTER (waits_days > $follow_up_days::BIGINT) AS waiting_over_limit,
           max(waits_days)::BIGINT AS longest_days,
           median(waits_days)::DOUBLE AS median_days,
           count(*) FILTER (recipient = 'unknown') AS forwarded_without_recipient,
           count(*) FILTER (may_lie_outside(reported_from, reported_to, $from::DATE, $to::DATE))
               AS maybe_outside
    FROM cases
)
SELECT * FROM figures
