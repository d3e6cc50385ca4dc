-- A search in the records: every word has to occur at the beginning of a word of the record's text,
-- whatever its letter case and accents. The text holds what a reader sees of the record: its own
-- texts, its id, the names of its places and election, its codes in words (`labels`).

CREATE MACRO plain_text(content) AS lower(strip_accents(content));

-- As an expression that matches the word literally (its signs of ASCII escaped: others mean nothing
-- in an expression), a word's beginning with a letter or digit only
-- where one begins in the text.
CREATE MACRO word_pattern(word) AS
    CASE WHEN regexp_matches(word, '^[a-z0-9]') THEN '\b' ELSE '' END
    || regexp_replace(word, '([!-/:-@\[-`{-~])', '\\\1', 'g');

-- Whether the text, which begins with a blank, has the word; both are plain. The expression is
-- slow, so it is asked only where the word occurs, and not after a blank.
CREATE MACRO has_word(content, word) AS
    CASE WHEN NOT contains(content, word) THEN false
         WHEN contains(content, ' ' || word) THEN true
         ELSE regexp_matches(content, word_pattern(word)) END;

-- Whether the text has all words; none, or a null list, asks for nothing. Further words than ten
-- are not looked for. Written out, since an expression that changes from word to word could not be
-- prepared once for all records.
CREATE MACRO has_words(content, words) AS
    (coalesce(len(words), 0) < 1 OR has_word(content, plain_text(words[1])))
    AND (coalesce(len(words), 0) < 2 OR has_word(content, plain_text(words[2])))
    AND (coalesce(len(words), 0) < 3 OR has_word(content, plain_text(words[3])))
    AND (coalesce(len(words), 0) < 4 OR has_word(content, plain_text(words[4])))
    AND (coalesce(len(words), 0) < 5 OR has_word(content, plain_text(words[5])))
    AND (coalesce(len(words), 0) < 6 OR has_word(content, plain_text(words[6])))
    AND (coalesce(len(words), 0) < 7 OR has_word(content, plain_text(words[7])))
    AND (coalesce(len(words), 0) < 8 OR has_word(content, plain_text(words[8])))
    AND (coalesce(len(words), 0) < 9 OR has_word(content, plain_text(words[9])))
    AND (coalesce(len(words), 0) < 10 OR has_word(content, plain_text(words[10])));

-- The codes of one enumeration in words: a map from code to words, null without labels.
CREATE MACRO words_of(labels, enumeration_name) AS map_from_entries(list_transform(
    list_filter(labels, lambda label: label.enumeration = enumeration_name),
    lambda label: struct_pack(k := label.code, v := label.words)
));

-- One row per province, regency and kecamatan, with its name and those of the regions it lies in.
CREATE VIEW region_words AS
    SELECT province_code AS region_code, name AS words FROM provinces
    UNION ALL
    SELECT r.regency_code, concat_ws(' ', r.name, p.name)
    FROM regencies r JOIN provinces p USING (province_code)
    UNION ALL
    SELECT district_code, name FROM districts;

-- One row per activity that names several regencies, with the names of them.
CREATE VIEW joint_region_words AS
    SELECT activity_id, string_agg(words, ' ') AS words
    FROM (SELECT activity_id, unnest(regency_codes) AS region_code
          FROM activities WHERE len(regency_codes) > 1)
    JOIN region_words USING (region_code)
    GROUP BY activity_id;

CREATE VIEW election_words AS
    SELECT election, concat_ws(' ', name_id, name_en) AS words FROM elections;

-- The activities of a filter that have all words.
CREATE MACRO activities_found(
    provinces, regencies, elections_chosen, first_day, last_day,
    kinds, levels, targets_chosen, institution_types, words, labels
) AS TABLE
    WITH asked AS (
        SELECT *
        FROM activities_in(provinces, regencies, elections_chosen, first_day, last_day)
        WHERE activity_is_of(
            kind, level, targets, activity_id, kinds, levels, targets_chosen, institution_types
        )
    ),
    -- Few lists of targets occur: each is put into words once, not once for each activity.
    target_words AS (
        SELECT targets,
               array_to_string(list_transform(
                   targets, lambda code: words_of(labels, 'targets')[code]
               ), ' ') AS words
        FROM (SELECT DISTINCT targets FROM activities)
    ),
    texts AS (
        SELECT a.*,
               ' ' || plain_text(concat_ws(
                   ' ', a.title, a.organiser, array_to_string(a.institutions, ' '), a.venue,
                   a.note, a.source_name, a.activity_id, place.words, joint.words, district.words,
                   election.words,
                   words_of(labels, 'kind')[a.kind], target.words
               )) AS content
        FROM asked a
        LEFT JOIN region_words place
            ON place.region_code = coalesce(a.regency_codes[1], a.province_code)
        LEFT JOIN region_words district ON district.region_code = a.district_code
        LEFT JOIN joint_region_words joint ON joint.activity_id = a.activity_id
        LEFT JOIN election_words election ON election.election = a.election
        LEFT JOIN target_words target ON target.targets = a.targets
        WHERE coalesce(len(words), 0) > 0
    )
    SELECT *, false AS in_title FROM asked WHERE coalesce(len(words), 0) = 0
    UNION ALL
    SELECT * EXCLUDE (content), has_words(' ' || plain_text(title), words) AS in_title
    FROM texts
    WHERE has_words(content, words);

-- The cases of a filter that have all words, informasi awal included.
CREATE MACRO cases_found(
    provinces, regencies, elections_chosen, first_day, last_day,
    categories, subjects, channels, origins, words, labels
) AS TABLE
    WITH asked AS (
        SELECT * FROM violations
        WHERE chosen(elections_chosen, election)
          AND overlaps_period(reported_from, reported_to, first_day, last_day)
          AND violation_is_in(province_code, regency_code, provinces, regencies)
          AND case_is_of(
              category, subject, channel, origin, categories, subjects, channels, origins
          )
    ),
    texts AS (
        SELECT v.*,
               ' ' || plain_text(concat_ws(
                   ' ', v.source_name, v.violation_id, place.words, district.words, election.words,
                   words_of(labels, 'category')[v.category],
                   words_of(labels, 'subject')[v.subject],
                   words_of(labels, 'status')[v.status],
                   words_of(labels, 'origin')[v.origin],
                   words_of(labels, 'channel')[v.channel],
                   words_of(labels, 'forwarded_to')[v.forwarded_to],
                   words_of(labels, 'sanction')[v.sanction]
               )) AS content
        FROM asked v
        LEFT JOIN region_words place
            ON place.region_code = coalesce(v.regency_code, v.province_code)
        LEFT JOIN region_words district ON district.region_code = v.district_code
        LEFT JOIN election_words election ON election.election = v.election
        WHERE coalesce(len(words), 0) > 0
    )
    SELECT * FROM asked WHERE coalesce(len(words), 0) = 0
    UNION ALL
    SELECT * EXCLUDE (content) FROM texts WHERE has_words(content, words);

-- The published figures of a filter that have all words. No facet narrows them.
CREATE MACRO figures_found(
    provinces, regencies, elections_chosen, first_day, last_day, words, labels
) AS TABLE
    WITH asked AS (
        SELECT * FROM published_figures
        WHERE chosen(elections_chosen, election)
          AND overlaps_period(as_of_from, as_of, first_day, last_day)
          AND violation_is_in(province_code, regency_code, provinces, regencies)
    ),
    texts AS (
        SELECT f.*,
               ' ' || plain_text(concat_ws(
                   ' ', f.source_name, f.note, f.figure_id, place.words, election.words,
                   words_of(labels, 'measure')[f.measure],
                   words_of(labels, 'unit')[f.unit],
                   words_of(labels, 'category')[f.category],
                   words_of(labels, 'subject')[f.subject],
                   words_of(labels, 'channel')[f.channel],
                   words_of(labels, 'forwarded_to')[f.forwarded_to],
                   words_of(labels, 'sanction')[f.sanction]
               )) AS content
        FROM asked f
        LEFT JOIN region_words place
            ON place.region_code = coalesce(f.regency_code, f.province_code)
        LEFT JOIN election_words election ON election.election = f.election
        WHERE coalesce(len(words), 0) > 0
    )
    SELECT * FROM asked WHERE coalesce(len(words), 0) = 0
    UNION ALL
    SELECT * EXCLUDE (content) FROM texts WHERE has_words(content, words);

-- The rows of the vulnerability index in the places and the period that have all words. The index is
-- of no election, and no facet narrows it.
CREATE MACRO index_rows_found(provinces, regencies, first_day, last_day, words, labels) AS TABLE
    WITH asked AS (
        SELECT * FROM risk_index
        WHERE overlaps_period(as_of, as_of, first_day, last_day)
          AND violation_is_in(province_code, regency_code, provinces, regencies)
    ),
    texts AS (
        SELECT i.*,
               ' ' || plain_text(concat_ws(
                   ' ', i.source_name, i.index_id, place.words,
                   words_of(labels, 'index')[i.index]
               )) AS content
        FROM asked i
        LEFT JOIN region_words place
            ON place.region_code = coalesce(i.regency_code, i.province_code)
        WHERE coalesce(len(words), 0) > 0
    )
    SELECT * FROM asked WHERE coalesce(len(words), 0) = 0
    UNION ALL
    SELECT * EXCLUDE (content) FROM texts WHERE has_words(content, words);

-- A key to sort by in one direction, null in the other: `ORDER BY rising(k, d), falling(k, d) DESC`.
CREATE MACRO rising(sort_key, descending) AS
    CASE WHEN NOT coalesce(descending, false) THEN sort_key END;

CREATE MACRO falling(sort_key, descending) AS
    CASE WHEN coalesce(descending, false) THEN sort_key END;
