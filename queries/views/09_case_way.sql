-- The way of a case (rules/violation_pipeline.md): the steps it has reached, by its status, by the
-- days that are known, or by a later step; and whether whoever it was forwarded to has answered.

CREATE MACRO reached_sanction(status, sanctioned_on) AS
    status = 'sanksi' OR sanctioned_on IS NOT NULL;

CREATE MACRO reached_forwarding(status, forwarded_on, sanctioned_on) AS
    reached_sanction(status, sanctioned_on) OR status = 'diteruskan' OR forwarded_on IS NOT NULL;

CREATE MACRO reached_decision(status, decided_on, forwarded_on, sanctioned_on) AS
    reached_forwarding(status, forwarded_on, sanctioned_on)
    OR status IN ('terbukti', 'tidak_terbukti', 'dihentikan') OR decided_on IS NOT NULL;

CREATE MACRO reached_registration(status, registered_on, decided_on, forwarded_on, sanctioned_on) AS
    reached_decision(status, decided_on, forwarded_on, sanctioned_on)
    OR status IN ('diregistrasi', 'diproses') OR registered_on IS NOT NULL;

-- Whether the plenary has decided, so that a single case may be named (rules/small_cells.md). A case
-- may be stopped before that, so `dihentikan` says it only with the day of a decision.
CREATE MACRO plenary_decided(status, decided_on, forwarded_on, sanctioned_on) AS
    reached_forwarding(status, forwarded_on, sanctioned_on)
    OR status IN ('terbukti', 'tidak_terbukti') OR decided_on IS NOT NULL;

-- A forwarded case is answered by a sanction, or by its end without one. `none` and `unknown` as
-- sanction say nothing by themselves.
CREATE MACRO is_answered(status, sanction, sanctioned_on) AS
    reached_sanction(status, sanctioned_on)
    OR sanction NOT IN ('none', 'unknown')
    OR status IN ('tidak_terbukti', 'dihentikan');
