-- To whom were cases forwarded, and how many of them are answered?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow); $today: the day as of which it
-- stands; $first_day_counts: whether the day of forwarding is the first of the days since then.
-- Informasi awal is not counted.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row per recipient, always the nine, in the order of data/README.md.
--
--   recipient          kasn | bkn | ppk | bupati | gakkumdu | polri | tni | instansi_lain | unknown;
--                      unknown where the source names none
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
recipients AS (
    SELECT * FROM (VALUES
        ('kasn', 1), ('bkn', 2), ('ppk', 3), ('bupati', 4), ('gakkumdu', 5), ('polri', 6),
        ('tni', 7), ('instansi_lain', 8), ('unknown', 9)
    ) AS recipient (recipient, place)
),
counted AS (
    SELECT recipient, count(*) AS forwarded,
           count(*) FILTER (answered) AS answered,
           count(*) FILTER (NOT answered) AS waiting,
           count(*) FILTER (NOT answered AND forwarded_on IS NULL) AS waiting_undated,
           median(waits_days)::DOUBLE AS median_days,
           max(waits_days)::BIGINT AS longest_days
    FROM cases
    GROUP BY recipient
),
by_recipient AS (
    SELECT r.recipient, coalesce(c.forwarded, 0) AS forwarded, coalesce(c.answered, 0) AS answered,
           coalesce(c.waiting, 0) AS waiting, coalesce(c.waiting_undated, 0) AS waiting_undated,
           c.median_days, c.longest_days
    FROM recipients r
    LEFT JOIN counted c USING (recipient)
    ORDER BY r.place
)
SELECT * FROM by_recipient
