-- Institutions as the records name them (rules/institutions.md).

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
                  kind, level, targets, activity_id, kinds, levels, targets_chosen, []::VARCHAR[]
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
