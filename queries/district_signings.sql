-- Which kecamatan have a signing of their own, and since which day?
--
-- Parameters: $provinces, $regencies, $elections, $to (state).
-- Grain: one row per kecamatan of the chosen regencies, by code.
--
--   district_code, district_name, regency_code
--   signed_from, signed_until   first and last possible day of the earliest signing of scope kecamatan;
--                               null where none is recorded by $to
WITH signings AS (
    SELECT * FROM district_signings_by($elections::VARCHAR[], $to::DATE)
),
all_districts AS (
    SELECT d.district_code,
           d.name AS district_name,
           d.regency_code,
           s.signed_from,
           s.signed_until
    FROM districts d
    JOIN regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[]) USING (regency_code)
    LEFT JOIN signings s USING (district_code)
    ORDER BY d.district_code
)
SELECT * FROM all_districts
