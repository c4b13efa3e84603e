-- The log of one node. size is the payload's length before compression, 0 when it is kept as it is.
CREATE TABLE log (
    seq INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    size INTEGER NOT NULL,
    payload BLOB NOT NULL
) STRICT;

-- The fold's state at the checkpoint.
CREATE TABLE checkpoint (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL
) STRICT;
INSERT INTO checkpoint (one, seq) VALUES (1, 0);

CREATE TABLE piece (
    n INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    state BLOB NOT NULL
) STRICT;

-- Effects on the outside world.
CREATE TABLE outbox (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    settled INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX outbox_unsettled ON outbox (at_ms, n) WHERE settled = 0;
CREATE INDEX outbox_settled ON outbox (at_ms) WHERE settled = 1;

CREATE TABLE dead_letter (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    reason TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX dead_letter_at ON dead_letter (at_ms, n);

-- The action ledger: one row per claimed action, for ever. fence grows with every claim and is never used again.
CREATE TABLE claim (
    fence INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    claimed_by TEXT NOT NULL
) STRICT;
