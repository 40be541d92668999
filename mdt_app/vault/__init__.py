"""The encrypted file: keys, connection, reading and writing, entries, drafts, backups, migrations."""
