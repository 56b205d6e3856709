-- A plan of one's own: what counts while a segment is in force, tasks that were skipped, help that was asked for.

ALTER TABLE plan_segments ADD COLUMN scope TEXT NOT NULL DEFAULT '[]';  -- roadmap weeks that count; '[]': the path
ALTER TABLE plan_segments ADD COLUMN focus TEXT;                        -- "phase-id/project-id" while in focus

ALTER TABLE members ADD COLUMN catching_up INTEGER NOT NULL DEFAULT 0;
ALTER TABLE members ADD COLUMN catchup_offered_on TEXT;
ALTER TABLE members ADD COLUMN helps INTEGER NOT NULL DEFAULT 0;        -- agreed to be asked when others are stuck

ALTER TABLE servers ADD COLUMN help_channel_id BIGINT;                  -- where /stuck opens threads; NULL: channel_id

CREATE TABLE skips (
    guild_id   BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    task_id    TEXT NOT NULL,
    note       TEXT NOT NULL,
    skipped_on TEXT NOT NULL,
    PRIMARY KEY (guild_id, user_id, task_id),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE stuck (
    guild_id   BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    task_id    TEXT NOT NULL,
    channel_id BIGINT NOT NULL,    -- the thread, or the channel where threads are not allowed
    message_id BIGINT NOT NULL,
    since      BIGINT NOT NULL,
    PRIMARY KEY (guild_id, user_id, task_id),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
) WITHOUT ROWID;

CREATE INDEX ticks_by_task ON ticks (guild_id, task_id);
CREATE INDEX deliveries_of_member ON deliveries (guild_id, user_id) WHERE user_id IS NOT NULL;
