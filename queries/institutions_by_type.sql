-- Which types of institutions take part in activities, in Pokja and in signings?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow).
-- Flows are narrowed by the facets of activities ($kinds, $levels, $targets, $institution_types) and
-- by $role: all | pokja | signing.
-- Grain: one row per type of institution that is on record, by code.
--
--   institution_type               code of the type (rules/institutions.md)
--   activities                     activities with at least one institution of the type
--   pokja_activities               of them, those that formed a Pokja or where it was already there
--   signing_activities             of them, those whose participants signed, at any level
--   pokja_and_signing_activities   of them, both at once
--   regencies                      chosen regencies named by them
--   institutions                   different names of the type
WITH participations AS (
    SELECT * FROM participations_in(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $kinds::VARCHAR[], $levels::VARCHAR[], $targets::VARCHAR[], $institution_types::VARCHAR[],
        $role::VARCHAR
    )
),
by_activity AS (
    SELECT institution_type,
           activity_id,
           bool_or(with_pokja) AS with_pokja,
           bool_or(with_signing) AS with_signing,
           any_value(regency_codes) AS regency_codes
    FROM participations
    GROUP BY institution_type, activity_id
),
activity_totals AS (
    SELECT institution_type,
           count(*) AS activities,
           count(*) FILTER (with_pokja) AS pokja_activities,
           count(*) FILTER (with_signing) AS signing_activities,
           count(*) FILTER (with_pokja AND with_signing) AS pokja_and_signing_activities
    FROM by_activity
    GROUP BY institution_type
),
named_regencies AS (
    SELECT DISTINCT institution_type, unnest(regency_codes) AS regency_code FROM by_activity
),
regency_totals AS (
    SELECT institution_type, count(*) AS regencies
    FROM named_regencies
    JOIN regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[]) USING (regency_code)
    GROUP BY institution_type
),
name_totals AS (
    SELECT institution_type, count(DISTINCT name) AS institutions
    FROM participations
    GROUP BY institution_type
),
types AS (
    SELECT a.*, coalesce(r.regencies, 0) AS regencies, n.institutions
    FROM activity_totals a
    JOIN name_totals n USING (institution_type)
    LEFT JOIN regency_totals r USING (institution_type)
    ORDER BY a.institution_type
)
SELECT * FROM types
