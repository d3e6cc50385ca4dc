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
WITH provincial AS (
    SELECT province_code,
           NULL AS regency_code,
           arg_min(pokja_evidence, (first_pokja_on, pokja_evidence = 'exists')) AS pokja,
           min(first_pokja_on) AS on_from,
           arg_min(first_pokja_until, (first_pokja_on, first_pokja_until)) AS on_until
    FROM provincial_first_days
    WHERE chosen($elections::VARCHAR[], election)
      AND first_pokja_on IS NOT NULL
      AND began_by(first_pokja_on, $to::DATE)
      AND chosen(
          (SELECT coalesce(list(province_code), [])
           FROM regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[])),
          province_code
      )
    GROUP BY province_code
),
planned AS (
    SELECT r.province_code,
           s.regency_code,
           'planned' AS pokja,
           s.first_plan_on AS on_from,
           s.first_plan_until AS on_until
    FROM coverage_states($elections::VARCHAR[], $to::DATE) s
    JOIN regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[]) r USING (regency_code)
    WHERE s.first_plan_on IS NOT NULL AND s.first_pokja_on IS NULL
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
