-- Cases per 100,000 inhabitants; null under 3 cases, too few for a rate (rules/class_breaks.md).
CREATE MACRO rate_per_100k(cases, inhabitants) AS
    CASE WHEN cases >= 3 THEN 100000.0 * cases / inhabitants END;
