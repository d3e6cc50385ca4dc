-- How did coverage grow: how many kabupaten/kota had a Pokja, had signed, were active, month by month?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to. $from only cuts the months shown: what
-- happened before is still counted.
-- Grain: one row per month, none skipped, from the month of $from (else of the first record) to that
-- of $to (else of the last record of the chosen elections and places).
--
--   month                     as 2024-10
--   regencies_with_pokja      regencies with a Pokja by the end of the month (or by $to)
--   regencies_signed          regencies that have signed at regency level
--   regencies_active          regencies with an activity of any kind
WITH states AS (
    SELECT s.*
    FROM coverage_states($elections::VARCHAR[], $to::DATE) s
    JOIN regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[]) USING (regency_code)
),
last_records AS (
    SELECT max(c.date_from) AS last_day
    FROM activity_counts c
    JOIN regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[]) r ON r.regency_code = c.place
    WHERE c.place_level = 'regency'
      AND chosen($elections::VARCHAR[], c.election)
      AND began_by(c.date_from, $to::DATE)
),
bounds AS (
    SELECT coalesce($from::DATE, (SELECT min(first_activity_on) FROM states)) AS first_day,
           coalesce($to::DATE, (SELECT last_day FROM last_records)) AS last_day
),
months AS (
    SELECT * FROM months_between((SELECT first_day FROM bounds), (SELECT last_day FROM bounds))
),
growth AS (
    SELECT m.month,
           count(*) FILTER (strftime(s.first_pokja_on, '%Y-%m') <= m.month) AS regencies_with_pokja,
           count(*) FILTER (strftime(s.first_signing_on, '%Y-%m') <= m.month) AS regencies_signed,
           count(*) FILTER (strftime(s.first_activity_on, '%Y-%m') <= m.month) AS regencies_active
    FROM months m
    LEFT JOIN states s ON true
    GROUP BY m.month
    ORDER BY m.month
)
SELECT * FROM growth
