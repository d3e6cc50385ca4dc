-- How precisely are the first days of each kabupaten/kota known?
--
-- Parameters: $provinces, $regencies, $elections, $to (states).
-- Grain: one row per regency that any activity names.
--
--   regency_code
--   first_activity_on, first_activity_until   the earliest record's first and last possible day
--   first_pokja_on, first_pokja_until
--   first_signing_on, first_signing_until
WITH first_days AS (
    SELECT s.regency_code,
           s.first_activity_on, s.first_activity_until,
           s.first_pokja_on, s.first_pokja_until,
           s.first_signing_on, s.first_signing_until
    FROM coverage_states($elections::VARCHAR[], $to::DATE) s
    JOIN regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[]) USING (regency_code)
    ORDER BY s.regency_code
)
SELECT * FROM first_days
