-- How many cases have reached each step, and what is on record about those forwarded?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow). Informasi awal is not counted.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row, in cases; the steps as in violation_pipeline (rules/violation_pipeline.md).
--
--   received                     cases
--   registered, decided, forwarded, sanctioned
--                                of them, those that have reached the step
--   answered                     of those forwarded, those with an answer on record
--   forwarded_other_law, forwarded_crime, forwarded_unknown
--                                those forwarded by track (rules/case_flow.md)
--   forwarded_with_day           of those forwarded, those whose day of forwarding is known
--   named_not_forwarded          not forwarded on record, though the source names a recipient
--   maybe_outside                of the received, those whose day may lie outside the period
WITH cases AS (
    SELECT reached_registration(status, registered_on, decided_on, forwarded_on, sanctioned_on)
               AS is_registered,
           reached_decision(status, decided_on, forwarded_on, sanctioned_on) AS is_decided,
           reached_forwarding(status, forwarded_on, sanctioned_on) AS is_forwarded,
           reached_sanction(status, sanctioned_on) AS is_sanctioned,
           is_answered(status, sanction, sanctioned_on) AS has_answer,
           track_of(forwarded_to, sanction) AS track,
           forwarded_to, forwarded_on, reported_from, reported_to
    FROM cases_in(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE
    )
    WHERE case_is_of(
        category, subject, channel, origin, $categories::VARCHAR[], $subjects::VARCHAR[],
        $channels::VARCHAR[], $origins::VARCHAR[]
    )
),
figures AS (
    SELECT count(*) AS received,
           count(*) FILTER (is_registered) AS registered,
           count(*) FILTER (is_decided) AS decided,
           count(*) FILTER (is_forwarded) AS forwarded,
           count(*) FILTER (is_sanctioned) AS sanctioned,
           count(*) FILTER (is_forwarded AND has_answer) AS answered,
           count(*) FILTER (is_forwarded AND track = 'other_law') AS forwarded_other_law,
           count(*) FILTER (is_forwarded AND track = 'crime') AS forwarded_crime,
           count(*) FILTER (is_forwarded AND track = 'unknown') AS forwarded_unknown,
           count(*) FILTER (is_forwarded AND forwarded_on IS NOT NULL) AS forwarded_with_day,
           count(*) FILTER (NOT is_forwarded AND forwarded_to NOT IN ('none', 'unknown'))
               AS named_not_forwarded,
           count(*) FILTER (may_lie_outside(reported_from, reported_to, $from::DATE, $to::DATE))
               AS maybe_outside
    FROM cases
)
SELECT * FROM figures
