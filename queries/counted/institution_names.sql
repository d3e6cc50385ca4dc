-- What kind of institution is each name on record?
--
-- Grain: one row per name, each with one type: that of the longest term of `institution_terms` with
-- which the name begins; where none fits, that of the rest after the leading numbers and words such as
-- Kantor or Kepala (`awalan`; rules/institutions.md).
--
--   name                name as the records write it
--   institution_type    code of the type; `lainnya` where no term fits
WITH names AS (
    SELECT DISTINCT unnest(institutions) AS name FROM activities
),
terms AS (
    SELECT institution_words(term) AS words, institution_type FROM institution_terms
),
leading_words AS (
    -- The longer first: of two that fit, a pattern takes the one that is listed first.
    SELECT concat_ws('|', '\pN+', string_agg(words, '|' ORDER BY length(words) DESC, words))
               AS listed,
           list(split_part(words, ' ', 1)) AS first_words
    FROM terms WHERE institution_type = 'awalan'
),
worded AS (
    SELECT name, institution_words(name) AS words FROM names
),
spelled AS (
    SELECT name, words, true AS whole FROM worded
    UNION ALL
    -- Only where there is something to take off: a pattern out of a table costs much.
    SELECT name, regexp_replace(words, '^((' || listed || ') )+', ''), false
    FROM worded, leading_words
    WHERE list_contains(first_words, split_part(words, ' ', 1)) OR regexp_matches(words, '^\pN')
),
matched AS (
    SELECT s.name, arg_max(t.institution_type, (s.whole, length(t.words))) AS institution_type
    FROM spelled s
    JOIN terms t
        ON split_part(t.words, ' ', 1) = split_part(s.words, ' ', 1)
        AND starts_with(s.words || ' ', t.words || ' ')
    WHERE t.institution_type <> 'awalan'
    GROUP BY s.name
)
SELECT n.name, coalesce(m.institution_type, 'lainnya') AS institution_type
FROM names n
LEFT JOIN matched m USING (name)
