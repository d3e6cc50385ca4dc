-- Institutions as the records name them, and what kind of institution each is
-- (rules/institutions.md).

-- A name or a term as words: small letters, no punctuation. Kodim 0703/Cilacap is kodim 0703 cilacap.
CREATE MACRO institution_words(name) AS
    trim(regexp_replace(lower(name), '[^\pL\pN]+', ' ', 'g'));

-- One row per name, each with one type: that of the longest term of `institution_terms` with which
-- the name begins; where none fits, that of the rest after the leading numbers and words such as
-- Kantor or Kepala (`awalan`). A table, since a version never changes and every flow asks it.
CREATE TABLE institution_names AS
    WITH names AS (
        SELECT DISTINCT unnest(institutions) AS name FROM activities
    ),
    terms AS (
        SELECT institution_words(term) AS words, institution_type FROM institution_terms
    ),
    leading_words AS (
        -- The longer first: of two that fit, a pattern takes the one that is listed first.
        SELECT concat_ws('|', '\pN+', string_agg(words, '|' ORDER BY length(words) DESC, words))
                   AS listed
        FROM terms WHERE institution_type = 'awalan'
    ),
    spelled AS (
        SELECT name, institution_words(name) AS words, true AS whole FROM names
        UNION ALL
        SELECT name,
               regexp_replace(institution_words(name), '^((' || listed || ') )+', ''),
               false
        FROM names, leading_words
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
    LEFT JOIN matched m USING (name);

-- What an activity was: `pokja` the supervisory body's own Pokja, formed or already there, of any
-- level; `signing` participants signed, at any level. Anything else, or null, is every activity.
CREATE MACRO activity_formed_pokja(pokja_state, forum_kind) AS
    coalesce(pokja_state IN ('formed', 'exists') AND forum_kind = 'pokja', false);

CREATE MACRO activity_is_signing(signed_state) AS signed_state = 'yes';

CREATE MACRO activity_was(role, pokja_state, forum_kind, signed_state) AS
    CASE role WHEN 'pokja' THEN activity_formed_pokja(pokja_state, forum_kind)
              WHEN 'signing' THEN activity_is_signing(signed_state)
              ELSE true END;

-- One row per activity and institution on record at it, of the chosen types. The types choose the
-- institutions, and so the activities with at least one of them.
CREATE MACRO participations_in(
    provinces, regencies, elections, first_day, last_day,
    kinds, levels, targets_chosen, institution_types, role
) AS TABLE
    WITH named AS (
        SELECT unnest(list_distinct(institutions)) AS name, * EXCLUDE (institutions)
        FROM activities_in(provinces, regencies, elections, first_day, last_day)
        WHERE activity_is_of(
                  kind, level, targets, institutions, kinds, levels, targets_chosen, []::VARCHAR[]
              )
          AND activity_was(role, pokja, forum, signed)
    )
    SELECT n.*,
           i.institution_type,
           activity_formed_pokja(n.pokja, n.forum) AS with_pokja,
           activity_is_signing(n.signed) AS with_signing
    FROM named n
    JOIN institution_names i USING (name)
    WHERE chosen(institution_types, i.institution_type);
