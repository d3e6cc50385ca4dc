-- What a field of a record says: something, that it is not known, or nothing.
CREATE MACRO field_state(content) AS
    CASE WHEN content IS NULL OR content::VARCHAR IN ('', '[]') THEN 'empty'
         WHEN content::VARCHAR IN ('unknown', '[unknown]') THEN 'unknown'
         ELSE 'filled' END;
