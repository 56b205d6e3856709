-- Who was forgotten, so that a backup which is brought back does not bring them back (§10).
-- No id is stored: a hash over salt, server and member, with a salt of its own; rows go after 35 days.

CREATE TABLE deletions (
    deleted_at BIGINT NOT NULL,
    salt       TEXT NOT NULL,
    digest     TEXT NOT NULL,
    PRIMARY KEY (deleted_at, salt)
) WITHOUT ROWID;
