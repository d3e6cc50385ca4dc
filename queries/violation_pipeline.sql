-- How far did the cases get on their way from intake to sanction?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow). Informasi awal is not counted.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row per step, always the five, in the order of the way.
-- A case has reached a step where its status says so, where the step's day is known, or where it has
-- reached a later step (rules/violation_pipeline.md).
--
--   step          received | registered | decided | forwarded | sanctioned
--   violations    cases that have reached the step
WITH cases AS (
    SELECT * FROM cases_in(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE
    )
    WHERE case_is_of(
        category, subject, channel, origin, $categories::VARCHAR[], $subjects::VARCHAR[],
        $channels::VARCHAR[], $origins::VARCHAR[]
    )
),
steps AS (
    SELECT 1 AS place, 'received' AS step, count(*) AS violations FROM cases
    UNION ALL
    SELECT 2, 'registered', count(*) FILTER (
        reached_registration(status, registered_on, decided_on, forwarded_on, sanctioned_on)
    ) FROM cases
    UNION ALL
    SELECT 3, 'decided', count(*) FILTER (
        reached_decision(status, decided_on, forwarded_on, sanctioned_on)
    ) FROM cases
    UNION ALL
    SELECT 4, 'forwarded', count(*) FILTER (
        reached_forwarding(status, forwarded_on, sanctioned_on)
    ) FROM cases
    UNION ALL
    SELECT 5, 'sanctioned', count(*) FILTER (reached_sanction(status, sanctioned_on)) FROM cases
),
pipeline AS (
    SELECT step, violations FROM steps ORDER BY place
)
SELECT * FROM pipeline
