-- Who is on a server's leaderboard by their own wish, and the public messages that show it (§12).

ALTER TABLE servers ADD COLUMN leaderboard INTEGER NOT NULL DEFAULT 1;

CREATE TABLE board_members (
    guild_id  BIGINT NOT NULL,
    user_id   BIGINT NOT NULL,
    joined_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, user_id),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE board_messages (
    guild_id   BIGINT NOT NULL,
    channel_id BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    is_newest  INTEGER NOT NULL,       -- older ones are emptied, and forgotten
    stale      INTEGER NOT NULL,       -- how often it has changed since it was drawn
    PRIMARY KEY (guild_id, message_id)
) WITHOUT ROWID;
CREATE INDEX board_messages_stale ON board_messages (guild_id) WHERE stale > 0;
