-- How many suspected violations are of each category, subject, channel, origin, status or stage?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow), $dimension. Informasi awal is not
-- counted. $dimension: category, subject, channel, origin, status or stage; category where it is not
-- given. The stage is that of the case's own election (rules/stages.md).
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row per value that occurs, the most frequent first, `unknown` last. Each case is in one row.
--
--   value                        category, subject, channel, origin, status or stage; `unknown` where
--                                it is not known
--   violations                   cases
--   people                       people they concern, where stated; null where none is stated
--   violations_without_people    cases that state no number of people
WITH cases AS (
    SELECT case_value($dimension::VARCHAR, category, subject, channel, origin, status, stage) AS value,
           people
    FROM staged_cases(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE
    )
    WHERE case_is_of(
        category, subject, channel, origin, $categories::VARCHAR[], $subjects::VARCHAR[],
        $channels::VARCHAR[], $origins::VARCHAR[]
    )
),
totals AS (
    SELECT value,
           count(*) AS violations,
           sum(people)::BIGINT AS people,
           count(*) FILTER (people IS NULL) AS violations_without_people
    FROM cases
    GROUP BY value
    ORDER BY value = 'unknown', violations DESC, value
)
SELECT * FROM totals
