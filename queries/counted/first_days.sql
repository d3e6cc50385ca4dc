-- When did each regency have its first activity, Pokja and signatures, election by election?
--
-- Grain: one row per election and regency that an activity names, and per kecamatan with a signing of
-- its own; district_code is null in the regency's other rows. As of a day a first day counts where it
-- has come, since the first of all days is also the first of those until then (rules/coverage.md).
--
--   election, province_code, regency_code, district_code
--   first_*_on, first_*_until    first and last possible day of the earliest record; null without one
--   pokja_evidence               formed | exists, of the earliest Pokja
WITH named AS (
    SELECT unnest(regency_codes) AS regency_code, * EXCLUDE (regency_codes)
    FROM activities
),
marked AS (
    SELECT *,
           is_regency_pokja(level, pokja, forum) AS has_pokja,
           is_regency_signing(signed, scope) AS has_signed,
           is_lower_signing(signed, scope) AS has_lower_signed,
           pokja = 'planned' AS has_plan
    FROM named
),
first_days AS (
    SELECT election,
           regency_code[1:2] AS province_code,
           regency_code,
           CASE WHEN has_lower_signed AND scope = 'kecamatan' THEN district_code END
               AS signed_district_code,
           min(date_from) AS first_activity_on,
           arg_min(date_to, (date_from, date_to)) AS first_activity_until,
           min(date_from) FILTER (has_pokja) AS first_pokja_on,
           arg_min(date_to, (date_from, date_to)) FILTER (has_pokja) AS first_pokja_until,
           arg_min(pokja, (date_from, pokja = 'exists')) FILTER (has_pokja) AS pokja_evidence,
           min(date_from) FILTER (has_signed) AS first_signing_on,
           arg_min(date_to, (date_from, date_to)) FILTER (has_signed) AS first_signing_until,
           min(date_from) FILTER (has_lower_signed) AS first_lower_signing_on,
           arg_min(date_to, (date_from, date_to)) FILTER (has_lower_signed)
               AS first_lower_signing_until,
           min(date_from) FILTER (has_plan) AS first_plan_on,
           arg_min(date_to, (date_from, date_to)) FILTER (has_plan) AS first_plan_until
    FROM marked
    GROUP BY election, regency_code, signed_district_code
    ORDER BY election, regency_code, signed_district_code NULLS FIRST
)
SELECT * RENAME (signed_district_code AS district_code) FROM first_days
