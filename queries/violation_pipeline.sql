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
evidence AS (
    SELECT status = 'sanksi' OR sanctioned_on IS NOT NULL AS sanctioned,
           status = 'diteruskan' OR forwarded_on IS NOT NULL AS forwarded,
           status IN ('terbukti', 'tidak_terbukti', 'dihentikan') OR decided_on IS NOT NULL AS decided,
           status IN ('diregistrasi', 'diproses') OR registered_on IS NOT NULL AS registered
    FROM cases
),
steps AS (
    SELECT 1 AS place, 'received' AS step, count(*) AS violations FROM evidence
    UNION ALL
    SELECT 2, 'registered', count(*) FILTER (registered OR decided OR forwarded OR sanctioned)
    FROM evidence
    UNION ALL
    SELECT 3, 'decided', count(*) FILTER (decided OR forwarded OR sanctioned) FROM evidence
    UNION ALL
    SELECT 4, 'forwarded', count(*) FILTER (forwarded OR sanctioned) FROM evidence
    UNION ALL
    SELECT 5, 'sanctioned', count(*) FILTER (sanctioned) FROM evidence
),
pipeline AS (
    SELECT step, violations FROM steps ORDER BY place
)
SELECT * FROM pipeline
