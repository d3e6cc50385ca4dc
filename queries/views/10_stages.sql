-- In which stage of its own election a case became public (rules/stages.md). Built upon the cases of
-- 01_records.sql.

-- One row per election and phase, no two of an election overlap: a phase begins with its stage and lasts
-- until the next one begins. Where registration is known, what comes before it is a phase of its own;
-- the day after the voting day begins the last. A null day is no bound.
CREATE VIEW election_phases AS
    WITH starts AS (
        SELECT election, "from" AS first_day, stage AS phase
        FROM election_stages WHERE stage <> 'pemungutan_suara'
        UNION ALL
        SELECT election, voting_day, 'pemungutan_suara' FROM elections
        UNION ALL
        SELECT election, voting_day + 1, 'sesudah_pemungutan' FROM elections
        UNION ALL
        SELECT election, NULL, 'sebelum_pendaftaran'
        FROM election_stages WHERE stage = 'pendaftaran'
    )
    SELECT election,
           phase,
           first_day,
           (lead(first_day) OVER (
               PARTITION BY election ORDER BY first_day NULLS FIRST
           ) - 1)::DATE AS final_day
    FROM starts;

-- The cases of a filter, each with its phase: the one its whole reported interval lies in, else
-- `unknown`.
CREATE MACRO staged_cases(provinces, regencies, elections_chosen, first_day, last_day) AS TABLE
    SELECT c.*, coalesce(p.phase, 'unknown') AS stage
    FROM cases_in(provinces, regencies, elections_chosen, first_day, last_day) c
    LEFT JOIN election_phases p
        ON p.election = c.election
       AND (p.first_day IS NULL OR c.reported_from >= p.first_day)
       AND (p.final_day IS NULL OR c.reported_to <= p.final_day);

-- What a case is in one dimension: `all` for every case alike.
CREATE MACRO case_value(dimension, category, subject, channel, origin, status, stage) AS
    CASE coalesce(dimension, 'category')
        WHEN 'category' THEN category
        WHEN 'subject' THEN subject
        WHEN 'channel' THEN channel
        WHEN 'origin' THEN origin
        WHEN 'status' THEN status
        WHEN 'stage' THEN stage
        WHEN 'all' THEN 'all'
    END;
