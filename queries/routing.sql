-- Did forwarded cases go to a body that is listed for that subject at that day?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow). Informasi awal is not counted.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row per subject, recipient, period and verdict that occur among forwarded cases, in
-- alphabetical order, the period before first (rules/routing.md).
--
--   subject       whose neutrality the case is about
--   recipient     to whom the source says it was forwarded; `unknown` where it names none
--   period        before | after the day KASN's task passed to BKN; null where the day may be on
--                 either side
--   fits          whether the table of ways lists the recipient for the subject at that day; null
--                 where subject, recipient or day do not decide it
--   violations    cases
--   with_day      of them, those whose day of forwarding is known; the others count by the days on
--                 which the source may have made them public
WITH cases AS (
    SELECT subject,
           CASE forwarded_to WHEN 'none' THEN 'unknown' ELSE forwarded_to END AS recipient,
           coalesce(forwarded_on, reported_from) AS first_day,
           coalesce(forwarded_on, reported_to) AS last_day,
           count(*) AS violations, count(forwarded_on) AS with_day
    FROM cases_in(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE
    )
    WHERE reached_forwarding(status, forwarded_on, sanctioned_on)
      AND case_is_of(
        category, subject, channel, origin, $categories::VARCHAR[], $subjects::VARCHAR[],
        $channels::VARCHAR[], $origins::VARCHAR[]
    )
    GROUP BY ALL
),
ways AS (
    -- The cases beside each listed way of their subject to their recipient, if there is any.
    SELECT c.*, w.recipient IS NOT NULL
               AND (w.valid_from IS NULL OR w.valid_from <= c.first_day)
               AND (w.valid_until IS NULL OR w.valid_until >= c.last_day) AS always_listed,
           w.recipient IS NOT NULL
               AND overlaps_period(
                   c.first_day, c.last_day, w.valid_from, w.valid_until
               ) AS ever_listed
    FROM cases c
    LEFT JOIN routing w
      ON w.recipient = c.recipient AND (w.subject IS NULL OR w.subject = c.subject)
),
judged AS (
    SELECT subject, recipient, first_day, last_day, violations, with_day,
           CASE WHEN recipient = 'unknown' THEN NULL
                WHEN bool_or(always_listed) THEN true
                WHEN subject = 'unknown' OR bool_or(ever_listed) THEN NULL
                ELSE false END AS fits
    FROM ways
    GROUP BY subject, recipient, first_day, last_day, violations, with_day
),
dated AS (
    SELECT j.*, routing_period(first_day, last_day, border) AS period
    FROM judged j, (SELECT kasn_to_bkn() AS border)
),
verdicts AS (
    SELECT subject, recipient, period, fits,
           sum(violations)::BIGINT AS violations, sum(with_day)::BIGINT AS with_day
    FROM dated
    GROUP BY ALL
    ORDER BY subject, recipient, period DESC NULLS LAST, fits NULLS LAST
)
SELECT * FROM verdicts
