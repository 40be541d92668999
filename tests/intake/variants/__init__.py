"""Other spellings, orders and habits of the families of files, by family."""
