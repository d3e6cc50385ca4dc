-- Which activities are on record here, with these words?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow); $words: at most ten, each of which
-- occurs at the beginning of a word of the record, null or empty for no search; $labels: the codes in
-- words, as (enumeration, code, words); $record_id: this record alone; $sort: date, place, kind, title,
-- organiser, participants or source, null for the titles with the words first, then the newest;
-- $descending; $first_row (from 0) and $row_count: a part of the rows, null for all.
-- Flows are narrowed by the facets of activities ($kinds, $levels, $targets, $institution_types).
-- Grain: one row per activity in the asked order, then the newest first; a joint event is one row.
--
--   activity_id
--   date_from, date_to     first and last possible day
--   maybe_outside          the day may as well lie outside the period
--   date_kind              event | statement | publication
--   date_doubtful          the source contradicts itself about the day
--   kind, level, scope     codes, as in data/README.md
--   province_code          null for national events
--   regency_codes          list; empty where none is named
--   district_code, organiser, election
--   targets                list of codes
--   participants           people; null where none are stated
--   institutions           list
--   pokja, forum, signed, venue, title
--   source_name, source_url   the address may hold a person's name: a link's target, never its text
--   note
--   found                  rows of all parts together
WITH matching AS MATERIALIZED (
    SELECT activity_id,
           in_title,
           date_from,
           CASE $sort::VARCHAR
                WHEN 'place' THEN coalesce(regency_codes[1], province_code)
                WHEN 'kind' THEN kind
                WHEN 'title' THEN plain_text(title)
                WHEN 'organiser' THEN plain_text(organiser)
                WHEN 'source' THEN plain_text(source_name) END AS text_key,
           CASE $sort::VARCHAR
                WHEN 'date' THEN date_from - DATE '2000-01-01'
                WHEN 'participants' THEN participants END AS number_key
    FROM activities_found(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $kinds::VARCHAR[], $levels::VARCHAR[], $targets::VARCHAR[], $institution_types::VARCHAR[],
        $words::VARCHAR[], $labels::STRUCT(enumeration VARCHAR, code VARCHAR, words VARCHAR)[]
    )
    WHERE $record_id::VARCHAR IS NULL OR activity_id = $record_id::VARCHAR
),
part AS (
    SELECT activity_id, row_number() OVER () AS place
    FROM (
        SELECT activity_id
        FROM matching
        ORDER BY $sort::VARCHAR IS NULL AND in_title DESC,
                 rising(text_key, $descending::BOOLEAN) NULLS LAST,
                 falling(text_key, $descending::BOOLEAN) DESC NULLS LAST,
                 rising(number_key, $descending::BOOLEAN) NULLS LAST,
                 falling(number_key, $descending::BOOLEAN) DESC NULLS LAST,
                 date_from DESC, activity_id
        LIMIT $row_count::BIGINT OFFSET $first_row::BIGINT
    )
),
listed AS (
    SELECT a.activity_id, a.date_from, a.date_to,
           may_lie_outside(a.date_from, a.date_to, $from::DATE, $to::DATE) AS maybe_outside,
           a.date_kind, a.date_doubtful, a.kind, a.level, a.scope, a.province_code,
           a.regency_codes, a.district_code, a.organiser, a.election, a.targets, a.participants,
           a.institutions, a.pokja, a.forum, a.signed, a.venue, a.title, a.source_name,
           a.source_url, a.note,
           (SELECT count(*) FROM matching) AS found
    FROM activities a
    JOIN part USING (activity_id)
    ORDER BY part.place
)
SELECT * FROM listed
