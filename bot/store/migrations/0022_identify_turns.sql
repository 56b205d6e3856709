-- Turns to identify with Discord, where several processes share the shards (§11); on SQLite there is one process.

CREATE TABLE identify_turns (
    bucket  INTEGER PRIMARY KEY,
    next_at BIGINT NOT NULL               -- when the next turn is free, in milliseconds since 1970 (UTC)
);
