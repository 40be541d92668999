"""The command line: commands, the documents they print, exit statuses, passphrases."""
