-- In which kabupaten/kota does which type of institution take part?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow).
-- Flows are narrowed by the facets of activities ($kinds, $levels, $targets, $institution_types) and
-- by $role: all | pokja | signing.
-- Grain: one row per chosen regency and type of institution on record there, by codes. A joint event is
-- in each regency it names.
--
--   province_code, regency_code, regency_name
--   institution_type      code of the type (rules/institutions.md)
--   activities            activities that name the regency, with at least one institution of the type
--   pokja_activities      of them, those that formed a Pokja or where it was already there
--   signing_activities    of them, those whose participants signed, at any level
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
placed AS (
    SELECT unnest(regency_codes) AS regency_code, institution_type, with_pokja, with_signing
    FROM by_activity
),
matrix AS (
    SELECT r.province_code,
           r.regency_code,
           r.name AS regency_name,
           p.institution_type,
           count(*) AS activities,
           count(*) FILTER (p.with_pokja) AS pokja_activities,
           count(*) FILTER (p.with_signing) AS signing_activities
    FROM placed p
    JOIN regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[]) r USING (regency_code)
    GROUP BY ALL
    ORDER BY r.regency_code, p.institution_type
)
SELECT * FROM matrix
