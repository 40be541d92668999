"""The encrypted file: keys, reading and writing, entries, drafts, backups, migrations."""
