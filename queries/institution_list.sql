-- Which institutions are on record, at how many activities, and since when?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow); $search keeps the names that hold
-- these words, $most as many of them (null: all).
-- Flows are narrowed by the facets of activities ($kinds, $levels, $targets, $institution_types) and
-- by $role: all | pokja | signing.
-- Grain: one row per name of an institution, as the records have it, by name.
--
--   institution
--   institution_type          code of the type (rules/institutions.md)
--   activities                activities at which it is on record
--   pokja_activities          of them, those that formed a Pokja or where it was already there
--   signing_activities        of them, those whose participants signed, at any level
--   regencies                 chosen regencies named by them
--   regency_name              the regency, where they name one alone
--   first_on, first_until     first and last possible day of the earliest of them
--   last_on, last_until       first and last possible day of the latest of them
--   institutions              names found, before $most
WITH participations AS (
    SELECT * FROM participations_in(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $kinds::VARCHAR[], $levels::VARCHAR[], $targets::VARCHAR[], $institution_types::VARCHAR[],
        $role::VARCHAR
    )
),
found AS (
    SELECT * FROM participations
    WHERE $search::VARCHAR IS NULL
       OR contains(institution_words(name), institution_words($search::VARCHAR))
),
named_regencies AS (
    SELECT DISTINCT name, unnest(regency_codes) AS regency_code FROM found
),
regency_totals AS (
    SELECT n.name,
           count(*) AS regencies,
           CASE WHEN count(*) = 1 THEN any_value(r.name) END AS regency_name
    FROM named_regencies n
    JOIN regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[]) r USING (regency_code)
    GROUP BY n.name
),
activity_totals AS (
    SELECT name,
           any_value(institution_type) AS institution_type,
           count(*) AS activities,
           count(*) FILTER (with_pokja) AS pokja_activities,
           count(*) FILTER (with_signing) AS signing_activities,
           min(date_from) AS first_on,
           arg_min(date_to, (date_from, date_to)) AS first_until,
           max(date_from) AS last_on,
           -- Of those that begin last, the most certain.
           arg_max(date_to, (date_from, date_from - date_to)) AS last_until,
           count(*) OVER () AS institutions
    FROM found
    GROUP BY name
),
institutions AS (
    SELECT a.name AS institution,
           a.institution_type,
           a.activities,
           a.pokja_activities,
           a.signing_activities,
           coalesce(r.regencies, 0) AS regencies,
           r.regency_name,
           a.first_on,
           a.first_until,
           a.last_on,
           a.last_until,
           a.institutions
    FROM activity_totals a
    LEFT JOIN regency_totals r USING (name)
    ORDER BY lower(a.name), a.name
    LIMIT $most::BIGINT
)
SELECT * FROM institutions
