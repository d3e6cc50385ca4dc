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
WITH records AS (
    SELECT *
    FROM activities_in(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE
    )
    WHERE activity_is_of(
        kind, level, targets, institutions, $kinds::VARCHAR[], $levels::VARCHAR[],
        $targets::VARCHAR[], $institution_types::VARCHAR[]
    )
),
totals AS (
    SELECT count(*) AS activities,
           count(*) FILTER (len(regency_codes) = 0) AS activities_without_regency,
           count(*) FILTER (len(activity_provinces(province_code, regency_codes)) = 0)
               AS activities_without_province,
           count(*) FILTER (may_lie_outside(date_from, date_to, $from::DATE, $to::DATE))
               AS activities_maybe_outside,
           sum(participants)::BIGINT AS participants,
           count(*) FILTER (participants IS NULL) AS activities_without_participants
    FROM records
),
places AS (
    SELECT count(*) AS regencies,
           count(*) FILTER (regency_code IN (SELECT unnest(regency_codes) FROM records))
               AS regencies_with_activity,
           count(DISTINCT province_code) AS provinces,
           count(DISTINCT province_code) FILTER (province_code IN (
               SELECT unnest(activity_provinces(province_code, regency_codes)) FROM records
           )) AS provinces_with_activity
    FROM regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[])
),
figures AS (
    SELECT * FROM totals, places
)
SELECT * FROM figures
