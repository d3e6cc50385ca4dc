-- Where are the kecamatan, and which have a signing of their own?
--
-- Parameters: $provinces, $regencies, $elections, $to (state).
-- Grain: one row per kecamatan of the chosen regencies, by code.
--
--   district_code, regency_code, name
--   longitude, latitude     degrees, a point inside the kecamatan
--   signed                  a signing of scope kecamatan is recorded by $to
WITH signings AS (
    SELECT district_code FROM district_signings_by($elections::VARCHAR[], $to::DATE)
),
points AS (
    SELECT d.district_code,
           d.regency_code,
           d.name,
           d.longitude,
           d.latitude,
           s.district_code IS NOT NULL AS signed
    FROM districts d
    JOIN regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[]) USING (regency_code)
    LEFT JOIN signings s USING (district_code)
    ORDER BY d.district_code
)
SELECT * FROM points
