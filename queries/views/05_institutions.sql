-- Institutions as the records name them, each with one type (rules/institutions.md): that of the
-- longest term of the reference table `institution_terms` with which the name begins.
CREATE VIEW institution_names AS
    WITH names AS (
        SELECT DISTINCT unnest(institutions) AS name FROM activities
    ),
    matched AS (
        SELECT n.name, arg_max(t.institution_type, length(t.term)) AS institution_type
        FROM names n
        LEFT JOIN institution_terms t
            ON starts_with(lower(n.name) || ' ', lower(t.term) || ' ')
        GROUP BY n.name
    )
    SELECT name, coalesce(institution_type, 'lainnya') AS institution_type FROM matched;
