-- What makes a Pokja and what makes a signature (rules/coverage.md).

-- The regency's own supervisory body has formed a Pokja, or already has one. A province's Pokja, a
-- planned one and a government task force are none.
CREATE MACRO is_regency_pokja(organiser_level, pokja_state, forum_kind) AS
    organiser_level = 'kabupaten_kota'
    AND pokja_state IN ('formed', 'exists')
    AND forum_kind = 'pokja';

-- The province's own Pokja.
CREATE MACRO is_provincial_pokja(organiser_level, pokja_state, forum_kind) AS
    organiser_level = 'provinsi'
    AND pokja_state IN ('formed', 'exists')
    AND forum_kind = 'pokja';

CREATE MACRO is_regency_signing(signed_state, reach) AS signed_state = 'yes' AND reach = 'wilayah';

CREATE MACRO is_lower_signing(signed_state, reach) AS signed_state = 'yes' AND reach <> 'wilayah';
