-- Which institutions took part in the activities of these places, and how often?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow).
-- Flows are narrowed by the facets of activities ($kinds, $levels, $targets, $institution_types).
-- Grain: one row per institution as the records name it, the most frequent first, then by name.
--
--   name               institution
--   institution_type   its type
--   activities         activities in which it took part
--   with_signing       of them, those at which a commitment was signed; by whom is not recorded
WITH taking_part AS (
    SELECT unnest(list_distinct(institutions)) AS name, signed
    FROM activities_in(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE
    )
    WHERE activity_is_of(
        kind, level, targets, activity_id, $kinds::VARCHAR[], $levels::VARCHAR[],
        $targets::VARCHAR[], $institution_types::VARCHAR[]
    )
),
totals AS (
    SELECT name, count(*) AS activities, count(*) FILTER (signed = 'yes') AS with_signing
    FROM taking_part
    GROUP BY name
),
by_frequency AS (
    SELECT t.name, i.institution_type, t.activities, t.with_signing
    FROM totals t
    JOIN institution_names i USING (name)
    ORDER BY t.activities DESC, t.name
)
SELECT * FROM by_frequency
