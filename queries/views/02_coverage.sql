-- Coverage of a regency (rules/coverage.md): its first days and the one status that follows.

-- One row per activity and regency it names, of the chosen elections, begun by `last_day`.
CREATE MACRO activity_regencies_by(elections, last_day) AS TABLE
    SELECT unnest(regency_codes) AS regency_code, * EXCLUDE (regency_codes)
    FROM activities_by(elections, last_day);

-- One row per regency that any activity names. Days are the earliest `date_from`; *_until is the
-- last day the earliest record may mean, so that its precision can be written. Asked of the first days
-- of each election (counted/first_days.sql): one that lies after `last_day` had not come.
CREATE MACRO coverage_states(elections, last_day) AS TABLE
    WITH come AS (
        SELECT *,
               began_by(first_pokja_on, last_day) AS has_pokja,
               began_by(first_signing_on, last_day) AS has_signed,
               began_by(first_lower_signing_on, last_day) AS has_lower_signed,
               began_by(first_plan_on, last_day) AS has_plan
        FROM first_days
        WHERE chosen(elections, election) AND began_by(first_activity_on, last_day)
    )
    SELECT regency_code,
           min(first_activity_on) AS first_activity_on,
           arg_min(first_activity_until, (first_activity_on, first_activity_until))
               AS first_activity_until,
           min(first_pokja_on) FILTER (has_pokja) AS first_pokja_on,
           arg_min(first_pokja_until, (first_pokja_on, first_pokja_until)) FILTER (has_pokja)
               AS first_pokja_until,
           arg_min(pokja_evidence, (first_pokja_on, pokja_evidence = 'exists')) FILTER (has_pokja)
               AS pokja_evidence,
           min(first_signing_on) FILTER (has_signed) AS first_signing_on,
           arg_min(first_signing_until, (first_signing_on, first_signing_until))
               FILTER (has_signed) AS first_signing_until,
           coalesce(bool_or(has_lower_signed AND first_lower_signing_on IS NOT NULL), false)
               AS signed_below,
           count(DISTINCT district_code) FILTER (has_lower_signed) AS districts_signed,
           min(first_plan_on) FILTER (has_plan) AS first_plan_on,
           arg_min(first_plan_until, (first_plan_on, first_plan_until)) FILTER (has_plan)
               AS first_plan_until
    FROM come
    GROUP BY regency_code;

-- One row per kecamatan with a signing of its own: first and last possible day of the earliest one.
CREATE MACRO district_signings_by(elections, last_day) AS TABLE
    SELECT district_code,
           min(first_lower_signing_on) AS signed_from,
           arg_min(first_lower_signing_until, (first_lower_signing_on, first_lower_signing_until))
               AS signed_until
    FROM first_days
    WHERE chosen(elections, election)
      AND district_code IS NOT NULL
      AND began_by(first_lower_signing_on, last_day)
    GROUP BY district_code;

-- Exactly one status; the first that fits.
CREATE MACRO coverage_status(first_pokja, first_signing, signed_below, first_activity) AS
    CASE WHEN first_pokja IS NOT NULL AND first_signing IS NOT NULL THEN 'both'
         WHEN first_signing IS NOT NULL THEN 'signed'
         WHEN first_pokja IS NOT NULL THEN 'pokja'
         WHEN signed_below THEN 'district_signed'
         WHEN first_activity IS NOT NULL THEN 'active'
         ELSE 'none' END;
