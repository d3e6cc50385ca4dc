-- How many records stand behind these numbers, and until which day do they reach?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to.
-- Flows are narrowed by the facets of activities ($kinds, $levels, $targets, $institution_types)
-- and the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row.
--
--   state_records     activities of the elections and places begun by $to, behind the states
--   flow_activities   activities in the period
--   flow_violations   violations in the period, informasi awal included
--   data_until        day until which the numbers stand: the latest day on which a record of the chosen
--                     elections begins, or $to where that is earlier; null without any record
WITH behind AS (
    SELECT
        (SELECT count(*) FROM activities_by($elections::VARCHAR[], $to::DATE)
         WHERE activity_is_in(
             province_code, regency_codes, $provinces::VARCHAR[], $regencies::VARCHAR[]
         )) AS state_records,
        (SELECT count(*) FROM activities_in(
            $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE,
            $to::DATE
        )
        WHERE activity_is_of(
            kind, level, targets, institutions, $kinds::VARCHAR[], $levels::VARCHAR[],
            $targets::VARCHAR[], $institution_types::VARCHAR[]
        )) AS flow_activities,
        (SELECT count(*) FROM violations
         WHERE chosen($elections::VARCHAR[], election)
           AND overlaps_period(reported_from, reported_to, $from::DATE, $to::DATE)
           AND violation_is_in(
             province_code, regency_code, $provinces::VARCHAR[], $regencies::VARCHAR[]
           )
           AND case_is_of(
               category, subject, channel, origin, $categories::VARCHAR[], $subjects::VARCHAR[],
               $channels::VARCHAR[], $origins::VARCHAR[]
           )
        ) AS flow_violations,
        least(
            $to::DATE,
            greatest(
                (SELECT max(date_from) FROM activities
                 WHERE chosen($elections::VARCHAR[], election)),
                (SELECT max(reported_from) FROM violations
                 WHERE chosen($elections::VARCHAR[], election))
            )
        ) AS data_until
)
SELECT * FROM behind
