-- In which provinces does which type of institution take part?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow).
-- Flows are narrowed by the facets of activities ($kinds, $levels, $targets, $institution_types) and
-- by $role: all | pokja | signing.
-- Grain: one row per province and type of institution on record there, by codes. A joint event is in
-- each province it names; an event of the whole nation is in none.
--
--   province_code, province_name
--   institution_type         code of the type (rules/institutions.md)
--   activities               activities of the province with at least one institution of the type
--   regencies                chosen regencies of the province named by them
--   regencies_in_province    chosen regencies of the province
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
           any_value(province_code) AS province_code,
           any_value(regency_codes) AS regency_codes
    FROM participations
    GROUP BY institution_type, activity_id
),
chosen_regencies AS (
    SELECT * FROM regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[])
),
province_totals AS (
    SELECT province_code, any_value(province_name) AS province_name,
           count(*) AS regencies_in_province
    FROM chosen_regencies
    GROUP BY province_code
),
placed AS (
    SELECT institution_type,
           activity_id,
           unnest(list_distinct(list_append(
               list_transform(regency_codes, lambda code: code[1:2]), province_code
           ))) AS province_code
    FROM by_activity
),
activity_totals AS (
    SELECT province_code, institution_type, count(*) AS activities
    FROM placed
    GROUP BY province_code, institution_type
),
named_regencies AS (
    SELECT DISTINCT institution_type, unnest(regency_codes) AS regency_code FROM by_activity
),
regency_totals AS (
    SELECT province_code, institution_type, count(*) AS regencies
    FROM named_regencies
    JOIN chosen_regencies USING (regency_code)
    GROUP BY province_code, institution_type
),
matrix AS (
    SELECT a.province_code,
           p.province_name,
           a.institution_type,
           a.activities,
           coalesce(r.regencies, 0) AS regencies,
           p.regencies_in_province
    FROM activity_totals a
    JOIN province_totals p USING (province_code)
    LEFT JOIN regency_totals r USING (province_code, institution_type)
    ORDER BY a.province_code, a.institution_type
)
SELECT * FROM matrix
