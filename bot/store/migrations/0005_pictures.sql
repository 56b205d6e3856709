-- Pictures, which a server may turn off, and what a member was celebrated for: once each.

ALTER TABLE servers ADD COLUMN pictures INTEGER NOT NULL DEFAULT 1;

CREATE TABLE celebrations (
    guild_id BIGINT NOT NULL,
    user_id  BIGINT NOT NULL,
    feat     TEXT NOT NULL,               -- such as "phase/foundations" or "milestone/8"
    shared   INTEGER NOT NULL DEFAULT 0,  -- whether the member has shown it to the server
    PRIMARY KEY (guild_id, user_id, feat),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
) WITHOUT ROWID;
