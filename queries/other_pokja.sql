-- Which Pokja are a province's, and which are only planned?
--
-- Parameters: $provinces, $regencies, $elections, $to (states).
-- Grain: one row per province with a Pokja of its own, and one per regency that plans a Pokja and has
-- none recorded by $to. None of them makes a regency covered.
--
--   province_code, province_name
--   regency_code, regency_name    null for a province's Pokja
--   pokja                         formed | exists | planned
--   on_from, on_until             first and last possible day of the earliest such record
WITH records AS (
    SELECT * FROM activities_by($elections::VARCHAR[], $to::DATE)
),
provincial AS (
    SELECT province_code,
           NULL AS regency_code,
           arg_min(pokja, (date_from, pokja = 'exists')) AS pokja,
           min(date_from) AS on_from,
           arg_min(date_to, (date_from, date_to)) AS on_until
    FROM records
    WHERE level = 'provinsi' AND pokja IN ('formed', 'exists') AND forum = 'pokja'
      AND chosen(
          (SELECT coalesce(list(province_code), [])
           FROM regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[])),
          province_code
      )
    GROUP BY province_code
),
planned AS (
    SELECT r.province_code,
           a.regency_code,
           'planned' AS pokja,
           min(a.date_from) AS on_from,
           arg_min(a.date_to, (a.date_from, a.date_to)) AS on_until
    FROM activity_regencies_by($elections::VARCHAR[], $to::DATE) a
    JOIN regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[]) r USING (regency_code)
    JOIN coverage_states($elections::VARCHAR[], $to::DATE) s USING (regency_code)
    WHERE a.pokja = 'planned' AND s.first_pokja_on IS NULL
    GROUP BY r.province_code, a.regency_code
),
notes AS (
    SELECT n.province_code, p.name AS province_name, n.regency_code, r.name AS regency_name,
           n.pokja, n.on_from, n.on_until
    FROM (SELECT * FROM provincial UNION ALL SELECT * FROM planned) n
    JOIN provinces p USING (province_code)
    LEFT JOIN regencies r ON r.regency_code = n.regency_code
    ORDER BY n.province_code, n.regency_code NULLS FIRST
)
SELECT * FROM notes
