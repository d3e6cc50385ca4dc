-- How do the prevention activities of each election add up in the days to and after its voting day?
--
-- Parameters: $provinces, $regencies, $elections. No period: an election is told from its beginning.
-- Flows are narrowed by the facets of activities ($kinds, $levels, $targets, $institution_types).
-- Grain: one row per election and day with an activity; then one row per election for its records whose
-- day is not known, its day null. A joint event counts once.
--
--   election      election id
--   voting_day    its voting day
--   day           days after the voting day, negative before it; null where the day is not known
--   activities    activities of that day
--   so_far        activities of the election until that day; null where the day is not known
WITH records AS (
    SELECT a.election,
           e.voting_day,
           CASE WHEN a.date_from = a.date_to
                THEN date_diff('day', e.voting_day, a.date_from) END AS day
    FROM activities_in(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], NULL::DATE, NULL::DATE
    ) a
    JOIN elections e USING (election)
    WHERE activity_is_of(
        kind, level, targets, activity_id, $kinds::VARCHAR[], $levels::VARCHAR[],
        $targets::VARCHAR[], $institution_types::VARCHAR[]
    )
),
days AS (
    SELECT election, voting_day, day, count(*) AS activities
    FROM records
    GROUP BY election, voting_day, day
),
added_up AS (
    SELECT election,
           voting_day,
           day,
           activities,
           CASE WHEN day IS NOT NULL THEN (sum(activities) OVER (
               PARTITION BY election ORDER BY day NULLS LAST
           ))::BIGINT END AS so_far
    FROM days
    ORDER BY voting_day, election, day NULLS LAST
)
SELECT * FROM added_up
