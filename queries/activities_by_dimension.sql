-- How many prevention activities are of each kind, level, target group or type of institution?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow), $dimension.
-- $dimension: kind, level, target or institution_type; kind where it is not given.
-- Flows are narrowed by the facets of activities ($kinds, $levels, $targets, $institution_types).
-- Grain: one row per value that occurs, the most frequent first, then one for the activities that name
-- none. A joint event counts once. An activity for several target groups or with several types of
-- institutions counts once in each, so these do not add up.
--
--   value                              kind, level, target group or type of institution; null where the
--                                      activity names none
--   activities                         activities
--   participants                       stated participants, in people; null where none is stated
--   activities_without_participants    activities that state none
WITH records AS (
    SELECT values, participants
    FROM activities_with_values(
        $dimension::VARCHAR, $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[],
        $from::DATE, $to::DATE, $kinds::VARCHAR[], $levels::VARCHAR[], $targets::VARCHAR[],
        $institution_types::VARCHAR[]
    )
),
counted AS (
    SELECT unnest(CASE WHEN len(values) = 0 THEN [NULL::VARCHAR] ELSE values END) AS value,
           participants
    FROM records
),
totals AS (
    SELECT value,
           count(*) AS activities,
           sum(participants)::BIGINT AS participants,
           count(*) FILTER (participants IS NULL) AS activities_without_participants
    FROM counted
    GROUP BY value
    ORDER BY value IS NULL, activities DESC, value
)
SELECT * FROM totals
