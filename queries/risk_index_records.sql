-- Which places in the vulnerability index are on record here, with these words?
--
-- Parameters: $provinces, $regencies, $from, $to (flow); $words: at most ten, each of which occurs at
-- the beginning of a word of the record, null or empty for no search; $labels: the codes in words, as
-- (enumeration, code, words); $record_id: this record alone; $sort: date, place, rank, score or source,
-- null for provinces first, each by region code; $descending; $first_row (from 0) and $row_count: a
-- part of the rows, null for all. The index is of no election, and no facet narrows it.
-- Grain: one row per place in the index, in the asked order, then by level and region code.
--
--   index_id
--   as_of                  day of publication
--   index                  name of the index, a code
--   level                  provinsi or kabupaten_kota: two rankings, not one
--   province_code, regency_code   the regency is null in the ranking of provinces
--   rank                   place in the ranking of the level
--   score                  points, of provinces only
--   source_name, source_url   the address may hold a person's name: a link's target, never its text
--   found                  rows of all parts together
WITH matching AS MATERIALIZED (
    SELECT index_id,
           level = 'provinsi' AS of_provinces,
           coalesce(regency_code, province_code) AS region_code,
           CASE $sort::VARCHAR
                WHEN 'place' THEN coalesce(regency_code, province_code)
                WHEN 'source' THEN plain_text(source_name) END AS text_key,
           CASE $sort::VARCHAR
                WHEN 'date' THEN as_of - DATE '2000-01-01'
                WHEN 'rank' THEN rank
                WHEN 'score' THEN score END AS number_key
    FROM index_rows_found(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $from::DATE, $to::DATE,
        $words::VARCHAR[], $labels::STRUCT(enumeration VARCHAR, code VARCHAR, words VARCHAR)[]
    )
    WHERE $record_id::VARCHAR IS NULL OR index_id = $record_id::VARCHAR
),
part AS (
    SELECT index_id, row_number() OVER () AS place
    FROM (
        SELECT index_id
        FROM matching
        ORDER BY rising(text_key, $descending::BOOLEAN) NULLS LAST,
                 falling(text_key, $descending::BOOLEAN) DESC NULLS LAST,
                 rising(number_key, $descending::BOOLEAN) NULLS LAST,
                 falling(number_key, $descending::BOOLEAN) DESC NULLS LAST,
                 of_provinces DESC, region_code, index_id
        LIMIT $row_count::BIGINT OFFSET $first_row::BIGINT
    )
),
listed AS (
    SELECT i.index_id, i.as_of, i.index, i.level, i.province_code, i.regency_code, i.rank, i.score,
           i.source_name, i.source_url,
           (SELECT count(*) FROM matching) AS found
    FROM risk_index i
    JOIN part USING (index_id)
    ORDER BY part.place
)
SELECT * FROM listed
