-- Actions are claimed in the ledger now, see schema/ledger. No released version wrote this table.
DROP TABLE claim;
