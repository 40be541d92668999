"""Networks, practices and the people on their registers: values, tables and queries."""
