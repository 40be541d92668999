"""People and keys: who can open this store, as what, and with which passphrase."""
