-- What kind of place is each kabupaten/kota or province?
--
-- Parameters: $provinces, $regencies. Reference tables alone: no election and no period.
-- Grain: one row per chosen regency; where no regency is chosen, one per province, all 38 or the
-- chosen ones. By code.
--
--   region_code, region_name
--   province_code, province_name   the province it is or lies in
--   capital
--   land_area_km2                  land area in square kilometres
--   population, population_year    inhabitants, and of which year
--   regencies, districts           kabupaten/kota and kecamatan in it
WITH district_totals AS (
    SELECT regency_code, count(*) AS districts FROM districts GROUP BY regency_code
),
regency_facts AS (
    SELECT r.regency_code AS region_code,
           r.name AS region_name,
           r.province_code,
           r.province_name,
           r.capital,
           r.land_area_km2,
           r.population,
           r.population_year,
           1::BIGINT AS regencies,
           coalesce(d.districts, 0)::BIGINT AS districts
    FROM regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[]) r
    LEFT JOIN district_totals d USING (regency_code)
),
province_totals AS (
    SELECT province_code, count(*) AS regencies, sum(districts)::BIGINT AS districts
    FROM regency_facts
    GROUP BY province_code
),
province_facts AS (
    SELECT p.province_code AS region_code,
           p.name AS region_name,
           p.province_code,
           p.name AS province_name,
           p.capital,
           p.land_area_km2,
           p.population,
           p.population_year,
           t.regencies,
           t.districts
    FROM provinces p
    JOIN province_totals t USING (province_code)
),
facts AS (
    SELECT * FROM regency_facts WHERE len($regencies::VARCHAR[]) > 0
    UNION ALL
    SELECT * FROM province_facts WHERE len($regencies::VARCHAR[]) = 0
    ORDER BY region_code
)
SELECT * FROM facts
