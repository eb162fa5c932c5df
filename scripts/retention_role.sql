-- The role with which `manage.py apply_retention --remove` is run on PostgreSQL: it removes whole
-- records whose time is over, and can neither change what stays nor what the audit has kept: entries,
-- and what is written once in a record, go where a tombstone stands for their record, and nowhere
-- else. Run it as the owner of the tables, in the database of the service; again does no harm.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sdmtool_retention') THEN
        CREATE ROLE sdmtool_retention LOGIN;
    END IF;
END
$$;
GRANT USAGE ON SCHEMA public TO sdmtool_retention;
GRANT SELECT, DELETE ON ALL TABLES IN SCHEMA public TO sdmtool_retention;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO sdmtool_retention;
-- What later migrations of the same owner bring.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, DELETE ON TABLES TO sdmtool_retention;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO sdmtool_retention;
GRANT INSERT ON accounts_auditentry, accounts_tombstone TO sdmtool_retention;
-- A row is locked before it is removed.
GRANT UPDATE (is_held) ON consultations_serviceuser TO sdmtool_retention;
GRANT UPDATE (stage) ON consultations_consultation TO sdmtool_retention;
REVOKE DELETE ON accounts_auditseal, accounts_sealedhead, accounts_tombstone,
    accounts_organisation, accounts_account, accounts_membership, django_migrations
    FROM sdmtool_retention;
