-- How many institutions are on record, at how many activities, and how many could not be classified?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow).
-- Flows are narrowed by the facets of activities ($kinds, $levels, $targets, $institution_types) and
-- by $role: all | pokja | signing. Chosen types choose the activities with at
-- least one such institution, and of their institutions those of the types.
-- Grain: one row.
--
--   activities                        activities; a joint event counts once
--   activities_without_institution    of them, those that name no institution
--   activities_without_regency        of them, those that name no regency
--   activities_without_province       of them, those of the whole nation
--   activities_maybe_outside          of them, those whose day may lie outside the period
--   institutions                      different names of institutions
--   institutions_other                of them, names that no term classifies (type lainnya)
--   institution_types                 different types
--   regencies_with_institution        chosen regencies in which an institution is on record
--   regencies                         chosen regencies
WITH flow AS (
    SELECT date_from, date_to, province_code, regency_codes, institutions
    FROM activities_in(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE
    )
    WHERE activity_is_of(
              kind, level, targets, activity_id, $kinds::VARCHAR[], $levels::VARCHAR[],
              $targets::VARCHAR[], $institution_types::VARCHAR[]
          )
      AND activity_was($role::VARCHAR, pokja, forum, signed)
),
activity_totals AS (
    SELECT count(*) AS activities,
           count(*) FILTER (len(institutions) = 0) AS activities_without_institution,
           count(*) FILTER (len(regency_codes) = 0) AS activities_without_regency,
           count(*) FILTER (len(regency_codes) = 0 AND province_code IS NULL)
               AS activities_without_province,
           count(*) FILTER (may_lie_outside(date_from, date_to, $from::DATE, $to::DATE))
               AS activities_maybe_outside
    FROM flow
),
participations AS (
    SELECT * FROM participations_in(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $kinds::VARCHAR[], $levels::VARCHAR[], $targets::VARCHAR[], $institution_types::VARCHAR[],
        $role::VARCHAR
    )
),
institution_totals AS (
    SELECT count(DISTINCT name) AS institutions,
           count(DISTINCT name) FILTER (institution_type = 'lainnya') AS institutions_other,
           count(DISTINCT institution_type) AS institution_types
    FROM participations
),
named_regencies AS (
    SELECT DISTINCT unnest(regency_codes) AS regency_code FROM participations
),
regency_totals AS (
    SELECT count(n.regency_code) AS regencies_with_institution, count(*) AS regencies
    FROM regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[]) r
    LEFT JOIN named_regencies n USING (regency_code)
),
figures AS (
    SELECT * FROM activity_totals, institution_totals, regency_totals
)
SELECT * FROM figures
