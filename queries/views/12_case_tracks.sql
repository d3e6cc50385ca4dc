-- On which track a case goes and where it ends in the records (rules/case_flow.md). Built upon the
-- steps of a case in 09_case_way.sql.

-- Gakkumdu handles crimes alone, and nobody else's sanction is a criminal sentence. A record has one
-- recipient: a file on both tracks at once is on one of them here.
CREATE MACRO track_of(forwarded_to, sanction) AS
    CASE WHEN forwarded_to = 'gakkumdu' OR sanction = 'pidana' THEN 'crime'
         WHEN forwarded_to IN ('none', 'unknown') THEN 'unknown'
         ELSE 'other_law' END;

-- Exactly one end for each case: the last that is on record about it.
CREATE MACRO case_stop(status, sanction, registered_on, decided_on, forwarded_on, sanctioned_on) AS
    CASE
        WHEN reached_sanction(status, sanctioned_on) THEN 'sanctioned'
        WHEN reached_forwarding(status, forwarded_on, sanctioned_on) THEN
            CASE WHEN status IN ('tidak_terbukti', 'dihentikan') THEN 'closed_after'
                 WHEN is_answered(status, sanction, sanctioned_on) THEN 'answered'
                 ELSE 'waiting' END
        WHEN reached_decision(status, decided_on, forwarded_on, sanctioned_on) THEN
            CASE status WHEN 'tidak_terbukti' THEN 'not_proven'
                        WHEN 'dihentikan' THEN 'stopped'
                        WHEN 'terbukti' THEN 'proven_only'
                        ELSE 'decision_unknown' END
        WHEN reached_registration(
            status, registered_on, decided_on, forwarded_on, sanctioned_on
        ) THEN 'in_handling'
        WHEN status = 'tidak_diregistrasi' THEN 'not_registered'
        ELSE 'in_initial_study'
    END;
