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
WITH states AS (
    SELECT coalesce(sum(activities), 0)::BIGINT AS state_records
    FROM counted_activities(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], NULL::DATE, $to::DATE,
        []::VARCHAR[], []::VARCHAR[], []::VARCHAR[], []::VARCHAR[]
    )
),
activities_behind AS (
    SELECT coalesce(sum(activities), 0)::BIGINT AS flow_activities
    FROM counted_activities(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $kinds::VARCHAR[], $levels::VARCHAR[], $targets::VARCHAR[], $institution_types::VARCHAR[]
    )
),
violations_behind AS (
    SELECT coalesce(sum(violations), 0)::BIGINT AS flow_violations
    FROM counted_reports(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $categories::VARCHAR[], $subjects::VARCHAR[], $channels::VARCHAR[], $origins::VARCHAR[]
    )
),
last_days AS (
    SELECT least(
        $to::DATE,
        greatest(
            (SELECT max(date_from) FROM activity_counts
             WHERE place_level = 'nation' AND chosen($elections::VARCHAR[], election)),
            (SELECT max(reported_from) FROM case_counts
             WHERE place_level = 'nation' AND chosen($elections::VARCHAR[], election))
        )
    ) AS data_until
),
behind AS (
    SELECT * FROM states, activities_behind, violations_behind, last_days
)
SELECT * FROM behind
