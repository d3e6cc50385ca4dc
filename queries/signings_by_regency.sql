-- Which kabupaten/kota have signed, as a whole or only in part?
--
-- Parameters: $provinces, $regencies, $elections, $to (states).
-- Grain: one row per regency, all 514, or those of the chosen provinces and regencies.
--
--   regency_code, regency_name, province_code, province_name
--   first_signing_on, first_signing_until   first and last possible day of the earliest signing at
--                                           regency level; null where there is none
--   signed_below                            whether a kecamatan, a village or an office signed
--   districts_signed, districts             kecamatan with a signing of their own; all kecamatan
WITH district_totals AS (
    SELECT regency_code, count(*) AS districts FROM districts GROUP BY regency_code
),
signings AS (
    SELECT r.regency_code,
           r.name AS regency_name,
           r.province_code,
           r.province_name,
           s.first_signing_on,
           s.first_signing_until,
           coalesce(s.signed_below, false) AS signed_below,
           coalesce(s.districts_signed, 0) AS districts_signed,
           coalesce(d.districts, 0) AS districts
    FROM regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[]) r
    LEFT JOIN coverage_states($elections::VARCHAR[], $to::DATE) s USING (regency_code)
    LEFT JOIN district_totals d USING (regency_code)
    ORDER BY r.regency_code
)
SELECT * FROM signings
