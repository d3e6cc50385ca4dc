-- Which forwarded cases have no answer on record, the oldest first?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow); $today: the day as of which it
-- stands; $first_day_counts: whether the day of forwarding is the first of the days since then.
-- Informasi awal is not counted.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- $follow_up_days: the days in which an answer is expected; $first_row (from 0) and $row_count: a part
-- of the rows, null for all.
-- Grain: one row per waiting case by the day of forwarding, those without one last, by the day on which
-- they were made public (rules/follow_up.md).
--
--   violation_id
--   reported_from, reported_to   first and last possible day on which it was made public
--   province_code
--   regency_code                 null where the source names none
--   election, subject, category
--   forwarded_to                 recipient, unknown where none is named
--   forwarded_on                 null where not known
--   days_waiting                 days since then, null where not known
--   limit_on                     last day of the time expected of an appointing officer; null where
--                                not known, and where another body received the case
--   found                        rows of all parts together
-- Read twice, since holding all of its columns takes longer than that.
WITH cases AS NOT MATERIALIZED (
    SELECT * FROM forwarded_cases(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $categories::VARCHAR[], $subjects::VARCHAR[], $channels::VARCHAR[], $origins::VARCHAR[],
        $today::DATE, $first_day_counts::BOOLEAN
    )
),
waiting AS MATERIALIZED (
    SELECT violation_id, forwarded_on, reported_from FROM cases WHERE NOT answered
),
part AS (
    SELECT violation_id
    FROM waiting
    ORDER BY forwarded_on NULLS LAST, reported_from, violation_id
    LIMIT $row_count::BIGINT OFFSET $first_row::BIGINT
),
listed AS (
    SELECT c.violation_id, c.reported_from, c.reported_to, c.province_code, c.regency_code,
           c.election, c.subject, c.category, c.recipient AS forwarded_to, c.forwarded_on,
           c.waits_days AS days_waiting,
           CASE WHEN c.recipient IN ('kasn', 'bkn', 'ppk', 'bupati')
                THEN $today::DATE + ($follow_up_days::BIGINT - c.waits_days)::INTEGER
                END AS limit_on,
           (SELECT count(*) FROM waiting) AS found
    FROM cases c
    JOIN part USING (violation_id)
    ORDER BY c.forwarded_on NULLS LAST, c.reported_from, c.violation_id
)
SELECT * FROM listed
