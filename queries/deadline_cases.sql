-- Of how many cases is it known whether they began with a report or with a finding?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow). Informasi awal is not counted.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row.
--
--   cases                     cases
--   cases_of_unknown_origin   of them, those of which it is not known: which of the deadlines of a
--                             report or a finding were theirs cannot be told (rules/deadlines.md)
WITH figures AS (
    SELECT count(*) AS cases,
           count(*) FILTER (origin = 'unknown') AS cases_of_unknown_origin
    FROM cases_in(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE
    )
    WHERE case_is_of(
        category, subject, channel, origin, $categories::VARCHAR[], $subjects::VARCHAR[],
        $channels::VARCHAR[], $origins::VARCHAR[]
    )
)
SELECT * FROM figures
