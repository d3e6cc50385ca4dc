-- Which numbers published by others are on record here, with these words?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow); $words: at most ten, each of which
-- occurs at the beginning of a word of the record, null or empty for no search; $labels: the codes in
-- words, as (enumeration, code, words); $record_id: this record alone; $sort: date, place, measure,
-- value or source, null for the newest first; $descending; $first_row (from 0) and $row_count: a part
-- of the rows, null for all. No facet narrows figures; they are never summed.
-- Grain: one row per figure, in the asked order, then the newest first.
--
--   figure_id
--   as_of_from, as_of      the interval the number is about
--   maybe_outside          the interval reaches beyond the period
--   measure, unit          codes, as in data/README.md
--   cumulative             true where the source says so, null where it is silent
--   value                  the number, in the unit
--   forwarded_to, sanction, category, subject, channel   what it is restricted to
--   province_code, regency_code   null for the whole country, or the whole province
--   election
--   source_name, source_url   the address may hold a person's name: a link's target, never its text
--   note
--   found                  rows of all parts together
WITH matching AS MATERIALIZED (
    SELECT figure_id,
           as_of,
           CASE $sort::VARCHAR
                WHEN 'place' THEN coalesce(regency_code, province_code)
                WHEN 'measure' THEN measure
                WHEN 'source' THEN plain_text(source_name) END AS text_key,
           CASE $sort::VARCHAR
                WHEN 'date' THEN as_of - DATE '2000-01-01'
                WHEN 'value' THEN value END AS number_key
    FROM figures_found(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $words::VARCHAR[], $labels::STRUCT(enumeration VARCHAR, code VARCHAR, words VARCHAR)[]
    )
    WHERE $record_id::VARCHAR IS NULL OR figure_id = $record_id::VARCHAR
),
part AS (
    SELECT figure_id, row_number() OVER () AS place
    FROM (
        SELECT figure_id
        FROM matching
        ORDER BY rising(text_key, $descending::BOOLEAN) NULLS LAST,
                 falling(text_key, $descending::BOOLEAN) DESC NULLS LAST,
                 rising(number_key, $descending::BOOLEAN) NULLS LAST,
                 falling(number_key, $descending::BOOLEAN) DESC NULLS LAST,
                 as_of DESC, figure_id
        LIMIT $row_count::BIGINT OFFSET $first_row::BIGINT
    )
),
listed AS (
    SELECT f.figure_id, f.as_of_from, f.as_of,
           may_lie_outside(f.as_of_from, f.as_of, $from::DATE, $to::DATE) AS maybe_outside,
           f.measure, f.unit, f.cumulative, f.value, f.forwarded_to, f.sanction, f.category,
           f.subject, f.channel, f.province_code, f.regency_code, f.election, f.source_name,
           f.source_url, f.note,
           (SELECT count(*) FROM matching) AS found
    FROM published_figures f
    JOIN part USING (figure_id)
    ORDER BY part.place
)
SELECT * FROM listed
