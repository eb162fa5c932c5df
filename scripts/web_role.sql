-- The role with which the service answers pages on PostgreSQL: it reads and writes rows, and can
-- neither change tables, nor what the audit has kept, nor what is written once in a record. Run it
-- as the owner of the tables, in the database of the service; again does no harm.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sdmtool_web') THEN
        CREATE ROLE sdmtool_web LOGIN;
    END IF;
END
$$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO sdmtool_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO sdmtool_web;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO sdmtool_web;
-- What later migrations of the same owner bring.
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO sdmtool_web;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO sdmtool_web;
-- Entries are added; seals are only read, since the owner seals.
REVOKE UPDATE, DELETE ON accounts_auditentry FROM sdmtool_web;
REVOKE INSERT, UPDATE, DELETE ON accounts_auditseal, accounts_sealedhead FROM sdmtool_web;
-- Nor does it say that a record is gone (scripts/retention_role.sql).
REVOKE INSERT, UPDATE, DELETE ON accounts_tombstone FROM sdmtool_web;
-- What was said, decided, agreed and put right is added and read.
REVOKE UPDATE, DELETE ON consultations_change, consultations_decision, consultations_addendum,
    consultations_consentevent, consultations_recordmove, consultations_emergencyopening,
    consultations_emergencyseen
    FROM sdmtool_web;
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM sdmtool_web;
