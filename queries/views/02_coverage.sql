-- Coverage of a regency (rules/coverage.md): what makes a Pokja, what makes a signature, and the one
-- status that follows.

-- The regency's own supervisory body has formed a Pokja, or already has one. A province's Pokja, a
-- planned one and a government task force are none.
CREATE MACRO is_regency_pokja(organiser_level, pokja_state, forum_kind) AS
    organiser_level = 'kabupaten_kota'
    AND pokja_state IN ('formed', 'exists')
    AND forum_kind = 'pokja';

CREATE MACRO is_regency_signing(signed_state, reach) AS signed_state = 'yes' AND reach = 'wilayah';

CREATE MACRO is_lower_signing(signed_state, reach) AS signed_state = 'yes' AND reach <> 'wilayah';

-- One row per activity and regency it names, of the chosen elections, begun by `last_day`.
CREATE MACRO activity_regencies_by(elections, last_day) AS TABLE
    SELECT unnest(regency_codes) AS regency_code, * EXCLUDE (regency_codes)
    FROM activities_by(elections, last_day);

-- One row per regency that any activity names. Days are the earliest `date_from`; *_until is the
-- last day the earliest record may mean, so that its precision can be written.
CREATE MACRO coverage_states(elections, last_day) AS TABLE
    WITH marked AS (
        SELECT *,
               is_regency_pokja(level, pokja, forum) AS has_pokja,
               is_regency_signing(signed, scope) AS has_signed,
               is_lower_signing(signed, scope) AS has_lower_signed
        FROM activity_regencies_by(elections, last_day)
    )
    SELECT regency_code,
           min(date_from) AS first_activity_on,
           arg_min(date_to, (date_from, date_to)) AS first_activity_until,
           min(date_from) FILTER (has_pokja) AS first_pokja_on,
           arg_min(date_to, (date_from, date_to)) FILTER (has_pokja) AS first_pokja_until,
           arg_min(pokja, (date_from, pokja = 'exists')) FILTER (has_pokja) AS pokja_evidence,
           min(date_from) FILTER (has_signed) AS first_signing_on,
           arg_min(date_to, (date_from, date_to)) FILTER (has_signed) AS first_signing_until,
           coalesce(bool_or(has_lower_signed), false) AS signed_below,
           count(DISTINCT district_code) FILTER (has_lower_signed AND scope = 'kecamatan')
               AS districts_signed
    FROM marked
    GROUP BY regency_code;

-- Exactly one status; the first that fits.
CREATE MACRO coverage_status(first_pokja, first_signing, signed_below, first_activity) AS
    CASE WHEN first_pokja IS NOT NULL AND first_signing IS NOT NULL THEN 'both'
         WHEN first_signing IS NOT NULL THEN 'signed'
         WHEN first_pokja IS NOT NULL THEN 'pokja'
         WHEN signed_below THEN 'district_signed'
         WHEN first_activity IS NOT NULL THEN 'active'
         ELSE 'none' END;
