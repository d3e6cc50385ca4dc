-- What are the key figures of the prevention activities in this filter?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow).
-- Flows are narrowed by the facets of activities ($kinds, $levels, $targets, $institution_types).
-- Grain: one row.
--
--   activities                         activities; a joint event counts once
--   activities_without_regency         of them, those that name no regency
--   activities_without_province        of them, those that name no province either
--   activities_maybe_outside           of them, those whose day may lie outside the period
--   participants                       stated participants, in people; null where none is stated
--   activities_without_participants    activities that state none
--   regencies                          chosen regencies, the denominator
--   regencies_with_activity            of them, named by an activity
--   provinces                          provinces of the chosen regencies, the denominator
--   provinces_with_activity            of them, with an activity, their own or of one of their regencies
WITH totals AS (
    SELECT coalesce(sum(activities), 0)::BIGINT AS activities,
           coalesce(sum(activities_without_regency), 0)::BIGINT AS activities_without_regency,
           coalesce(sum(activities_without_province), 0)::BIGINT AS activities_without_province,
           coalesce(sum(activities) FILTER (
               may_lie_outside(date_from, date_to, $from::DATE, $to::DATE)
           ), 0)::BIGINT AS activities_maybe_outside,
           sum(participants)::BIGINT AS participants,
           coalesce(sum(activities - activities_with_participants), 0)::BIGINT
               AS activities_without_participants
    FROM counted_activities(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $kinds::VARCHAR[], $levels::VARCHAR[], $targets::VARCHAR[], $institution_types::VARCHAR[]
    )
),
active_regencies AS (
    SELECT DISTINCT regency_code
    FROM counted_activities_of_regencies(
        $elections::VARCHAR[], $from::DATE, $to::DATE, $kinds::VARCHAR[], $levels::VARCHAR[],
        $targets::VARCHAR[], $institution_types::VARCHAR[]
    )
),
active_provinces AS (
    SELECT DISTINCT province_code
    FROM counted_activities_of_provinces(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $kinds::VARCHAR[], $levels::VARCHAR[], $targets::VARCHAR[], $institution_types::VARCHAR[]
    )
),
places AS (
    SELECT count(*) AS regencies,
           count(a.regency_code) AS regencies_with_activity,
           count(DISTINCT r.province_code) AS provinces,
           count(DISTINCT p.province_code) AS provinces_with_activity
    FROM regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[]) r
    LEFT JOIN active_regencies a USING (regency_code)
    LEFT JOIN active_provinces p ON p.province_code = r.province_code
),
figures AS (
    SELECT * FROM totals, places
)
SELECT * FROM figures
