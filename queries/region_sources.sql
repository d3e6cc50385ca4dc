-- Which sources stand behind what is shown about these places?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to. Behind states stand all activities begun
-- by $to, behind cases those of the period; of published figures the latest, index places by $to.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row per source and address, by name.
--
--   source_name
--   source_url    null where the source has no address; a link's target, never its text
--   records       records that name it
WITH behind AS (
    SELECT activity_id AS record_id, source_name, source_url
    FROM activities_by($elections::VARCHAR[], $to::DATE)
    WHERE activity_is_in(province_code, regency_codes, $provinces::VARCHAR[], $regencies::VARCHAR[])
    UNION ALL
    SELECT violation_id, source_name, source_url
    FROM violations
    WHERE chosen($elections::VARCHAR[], election)
      AND overlaps_period(reported_from, reported_to, $from::DATE, $to::DATE)
      AND violation_is_in(province_code, regency_code, $provinces::VARCHAR[], $regencies::VARCHAR[])
      AND case_is_of(
          category, subject, channel, origin, $categories::VARCHAR[], $subjects::VARCHAR[],
          $channels::VARCHAR[], $origins::VARCHAR[]
      )
    UNION ALL
    SELECT figure_id, source_name, source_url
    FROM latest_figures(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $to::DATE
    )
    UNION ALL
    SELECT index_id, source_name, source_url
    FROM index_places($provinces::VARCHAR[], $regencies::VARCHAR[], $to::DATE)
),
sources AS (
    SELECT source_name, source_url, count(*) AS records
    FROM behind
    GROUP BY source_name, source_url
    ORDER BY source_name, source_url NULLS FIRST
)
SELECT * FROM sources
