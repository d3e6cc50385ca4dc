-- How do cases get from intake to sanction, on which track, and where do they stop?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow). Informasi awal is not counted.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row per link of the way, always the 24, those without a case too, in the order of the
-- way. What arrives at a node leaves it again or has stopped there (rules/case_flow.md).
--
--   source        received | registered | decided | forwarded_other_law | forwarded_crime |
--                 forwarded_unknown: a step that has been reached
--   target        the next step (registered | decided | forwarded_... | sanctioned), or the stop:
--                 not_registered | in_initial_study (of received: registration not on record),
--                 in_handling (of registered: no decision on record),
--                 proven_only (of decided: no forwarding on record) | not_proven | stopped |
--                 decision_unknown, and of those forwarded: answered (a sanction is named, not that it
--                 was imposed) | closed_after (tidak_terbukti, dihentikan) | waiting (no answer on
--                 record)
--   violations    cases
WITH cases AS (
    SELECT track_of(forwarded_to, sanction) AS track,
           case_stop(
               status, sanction, registered_on, decided_on, forwarded_on, sanctioned_on
           ) AS stop
    FROM cases_in(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE
    )
    WHERE case_is_of(
        category, subject, channel, origin, $categories::VARCHAR[], $subjects::VARCHAR[],
        $channels::VARCHAR[], $origins::VARCHAR[]
    )
),
ends AS (
    SELECT CASE WHEN stop IN ('sanctioned', 'answered', 'closed_after', 'waiting')
                THEN 'forwarded_' || track END AS forwarded,
           stop, count(*) AS violations
    FROM cases
    GROUP BY ALL
),
stops AS (
    SELECT * FROM (VALUES
        ('received', 'not_registered', 2), ('received', 'in_initial_study', 3),
        ('registered', 'in_handling', 5),
        ('decided', 'proven_only', 9), ('decided', 'not_proven', 10), ('decided', 'stopped', 11),
        ('decided', 'decision_unknown', 12)
    ) AS stop (source, target, place)
    UNION ALL
    SELECT source, target, first_place + further
    FROM (VALUES ('forwarded_other_law', 13), ('forwarded_crime', 17), ('forwarded_unknown', 21))
        AS forwarded (source, first_place)
    CROSS JOIN (VALUES ('sanctioned', 0), ('answered', 1), ('closed_after', 2), ('waiting', 3))
        AS stop (target, further)
),
stopped AS (
    SELECT s.source, s.target, s.place, coalesce(sum(e.violations), 0) AS violations
    FROM stops s
    LEFT JOIN ends e ON e.stop = s.target AND (e.forwarded IS NULL OR e.forwarded = s.source)
    GROUP BY ALL
),
forwarded AS (
    SELECT 'decided' AS source, source AS target, min(place) // 4 + 3 AS place,
           sum(violations) AS violations
    FROM stopped
    WHERE source LIKE 'forwarded%'
    GROUP BY source
),
decided AS (
    SELECT 'registered' AS source, 'decided' AS target, 4 AS place, sum(violations) AS violations
    FROM stopped
    WHERE source NOT IN ('received', 'registered')
),
registered AS (
    SELECT 'received' AS source, 'registered' AS target, 1 AS place, sum(violations) AS violations
    FROM stopped
    WHERE source <> 'received'
),
links AS (
    SELECT * FROM registered
    UNION ALL SELECT * FROM decided
    UNION ALL SELECT * FROM forwarded
    UNION ALL SELECT * FROM stopped
),
flow AS (
    SELECT source, target, violations::BIGINT AS violations FROM links ORDER BY place
)
SELECT * FROM flow
