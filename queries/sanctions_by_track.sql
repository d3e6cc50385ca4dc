-- What became of the cases forwarded on each track, and which sanctions were imposed?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow). Informasi awal is not counted.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row per track and kind of sanction, always all, in the order of their severity
-- (rules/case_flow.md).
--
--   track         other_law | crime | unknown (the recipient is not on record)
--   forwarded     cases forwarded on this track, the same in each of its rows
--   answered      of them, those with an answer on record
--   sanctioned    of them, those sanctioned
--   sanction      moral | ringan | sedang | berat | ptdh | pidana | unknown (sanctioned, kind not
--                 stated)
--   violations    of those sanctioned, those with this kind
WITH cases AS (
    SELECT track_of(forwarded_to, sanction) AS track,
           is_answered(status, sanction, sanctioned_on) AS has_answer,
           reached_sanction(status, sanctioned_on) AS is_sanctioned,
           CASE sanction WHEN 'none' THEN 'unknown' ELSE sanction END AS sanction
    FROM cases_in(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE
    )
    WHERE reached_forwarding(status, forwarded_on, sanctioned_on)
      AND case_is_of(
        category, subject, channel, origin, $categories::VARCHAR[], $subjects::VARCHAR[],
        $channels::VARCHAR[], $origins::VARCHAR[]
    )
),
tracks AS (
    SELECT t.track, t.place, count(c.track) AS forwarded,
           count(*) FILTER (c.has_answer) AS answered,
           count(*) FILTER (c.is_sanctioned) AS sanctioned
    FROM (VALUES ('other_law', 1), ('crime', 2), ('unknown', 3)) AS t (track, place)
    LEFT JOIN cases c USING (track)
    GROUP BY ALL
),
kinds AS (
    SELECT * FROM (VALUES
        ('moral', 1), ('ringan', 2), ('sedang', 3), ('berat', 4), ('ptdh', 5), ('pidana', 6),
        ('unknown', 7)
    ) AS kind (sanction, severity)
),
counted AS (
    SELECT track, sanction, count(*) AS violations
    FROM cases
    WHERE is_sanctioned
    GROUP BY ALL
),
sanctions AS (
    SELECT t.track, t.forwarded, t.answered, t.sanctioned, k.sanction,
           coalesce(c.violations, 0) AS violations
    FROM tracks t
    CROSS JOIN kinds k
    LEFT JOIN counted c ON c.track = t.track AND c.sanction = k.sanction
    ORDER BY t.place, k.severity
)
SELECT * FROM sanctions
