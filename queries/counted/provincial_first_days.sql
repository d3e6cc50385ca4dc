-- When did each province have a Pokja of its own and its first province-wide signing?
--
-- Grain: one row per election and province with either of them.
--
--   election, province_code
--   first_pokja_on, first_pokja_until   first and last possible day of the earliest Pokja
--   pokja_evidence                      formed | exists
--   first_signing_on                    first signing that reached the province and names no regency
WITH marked AS (
    SELECT *,
           is_provincial_pokja(level, pokja, forum) AS has_pokja,
           is_regency_signing(signed, scope) AND len(regency_codes) = 0 AS has_signed
    FROM activities
    WHERE province_code IS NOT NULL
),
first_days AS (
    SELECT election,
           province_code,
           min(date_from) FILTER (has_pokja) AS first_pokja_on,
           arg_min(date_to, (date_from, date_to)) FILTER (has_pokja) AS first_pokja_until,
           arg_min(pokja, (date_from, pokja = 'exists')) FILTER (has_pokja) AS pokja_evidence,
           min(date_from) FILTER (has_signed) AS first_signing_on
    FROM marked
    WHERE has_pokja OR has_signed
    GROUP BY election, province_code
    ORDER BY election, province_code
)
SELECT * FROM first_days
