-- Which suspected violations are on record here, with these words?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow); $words: at most ten, each of which
-- occurs at the beginning of a word of the record, null or empty for no search; $labels: the codes in
-- words, as (enumeration, code, words); $record_id: this record alone; $sort: date, place, category,
-- subject, status, people or source, null for the newest first; $descending; $first_row (from 0) and
-- $row_count: a part of the rows, null for all; $decided: only those that the plenary has decided.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row per case or initial information, in the asked order, then the newest first.
--
--   violation_id
--   reported_from, reported_to   first and last possible day on which it was made public
--   maybe_outside          the day may as well lie outside the period
--   date_doubtful          the source contradicts itself about the day
--   origin                 code, as in data/README.md; informasi_awal is no case yet
--   province_code
--   regency_code, district_code   null where the source names none
--   election, category, subject, channel, status, forwarded_to, sanction
--   people                 people the case concerns, null where not stated
--   known_on, received_on, registered_on, decided_on, forwarded_on, sanctioned_on   null where not known
--   source_name, source_url   the address may hold a person's name: a link's target, never its text
--   found                  rows of all parts together
WITH matching AS MATERIALIZED (
    SELECT violation_id,
           reported_from,
           CASE $sort::VARCHAR
                WHEN 'place' THEN coalesce(regency_code, province_code)
                WHEN 'category' THEN category
                WHEN 'subject' THEN subject
                WHEN 'status' THEN status
                WHEN 'source' THEN plain_text(source_name) END AS text_key,
           CASE $sort::VARCHAR
                WHEN 'date' THEN reported_from - DATE '2000-01-01'
                WHEN 'people' THEN people END AS number_key
    FROM cases_found(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $categories::VARCHAR[], $subjects::VARCHAR[], $channels::VARCHAR[], $origins::VARCHAR[],
        $words::VARCHAR[], $labels::STRUCT(enumeration VARCHAR, code VARCHAR, words VARCHAR)[]
    )
    WHERE ($record_id::VARCHAR IS NULL OR violation_id = $record_id::VARCHAR)
      AND (
          NOT coalesce($decided::BOOLEAN, false)
          OR (origin <> 'informasi_awal'
              AND plenary_decided(status, decided_on, forwarded_on, sanctioned_on))
      )
),
part AS (
    SELECT violation_id, row_number() OVER () AS place
    FROM (
        SELECT violation_id
        FROM matching
        ORDER BY rising(text_key, $descending::BOOLEAN) NULLS LAST,
                 falling(text_key, $descending::BOOLEAN) DESC NULLS LAST,
                 rising(number_key, $descending::BOOLEAN) NULLS LAST,
                 falling(number_key, $descending::BOOLEAN) DESC NULLS LAST,
                 reported_from DESC, violation_id
        LIMIT $row_count::BIGINT OFFSET $first_row::BIGINT
    )
),
listed AS (
    SELECT v.violation_id, v.reported_from, v.reported_to,
           may_lie_outside(v.reported_from, v.reported_to, $from::DATE, $to::DATE)
               AS maybe_outside,
           v.date_doubtful, v.origin, v.province_code, v.regency_code, v.district_code, v.election,
           v.category, v.subject, v.channel, v.status, v.forwarded_to, v.sanction, v.people,
           v.known_on, v.received_on, v.registered_on, v.decided_on, v.forwarded_on,
           v.sanctioned_on, v.source_name, v.source_url,
           (SELECT count(*) FROM matching) AS found
    FROM violations v
    JOIN part USING (violation_id)
    ORDER BY part.place
)
SELECT * FROM listed
