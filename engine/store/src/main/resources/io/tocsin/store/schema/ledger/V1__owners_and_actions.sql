-- The action ledger, for SQLite and PostgreSQL alike.

-- The last fence that was given; it only grows.
CREATE TABLE ledger_fence (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    last BIGINT NOT NULL
);
INSERT INTO ledger_fence (one, last) VALUES (1, 0);

-- Who acts for a cell; whoever has a lower fence no longer does.
CREATE TABLE ledger_owner (
    cell INTEGER PRIMARY KEY,
    member TEXT NOT NULL,
    fence BIGINT NOT NULL UNIQUE
);

-- One row for each action that was ever claimed. Rows are never removed, so that none is claimed twice.
CREATE TABLE ledger_action (
    key TEXT PRIMARY KEY,
    intent_id TEXT NOT NULL,
    runbook TEXT NOT NULL,
    kind TEXT NOT NULL,
    tenant TEXT NOT NULL,
    cell INTEGER NOT NULL,
    member TEXT NOT NULL,
    fence BIGINT NOT NULL,
    state TEXT NOT NULL,
    note TEXT NOT NULL,
    claimed_ms BIGINT NOT NULL,
    moved_ms BIGINT NOT NULL
);
CREATE INDEX ledger_action_unended ON ledger_action (cell, moved_ms) WHERE state IN ('STARTED', 'SENT');
CREATE INDEX ledger_action_newest ON ledger_action (claimed_ms);
