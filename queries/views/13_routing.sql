-- The day on which KASN's task passed to BKN, and on which side of it a case lies
-- (rules/routing.md). The day stands in the table of ways alone.

CREATE MACRO kasn_to_bkn() AS
    (SELECT min(valid_from) FROM routing WHERE recipient = 'bkn');

-- Null where the days lie on both sides.
CREATE MACRO routing_period(first_day, last_day, border) AS
    CASE WHEN last_day < border THEN 'before' WHEN first_day >= border THEN 'after' END;
