"""The index on PostgreSQL with pgvector: for several machines, and for more than one of them holds."""
