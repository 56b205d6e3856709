-- A member walks several roadmaps, one at a time; and what was ticked in their own copy of a list comes along.

CREATE TABLE switches (
    guild_id BIGINT NOT NULL,
    user_id  BIGINT NOT NULL,
    monday   TEXT NOT NULL,            -- the weeks from here on belong to the roadmap
    roadmap  INTEGER NOT NULL,
    PRIMARY KEY (guild_id, user_id, monday),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE brought_ticks (
    guild_id   BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    roadmap    INTEGER NOT NULL,
    task_id    TEXT NOT NULL,
    brought_on TEXT NOT NULL,          -- when it came along; it has no study day
    PRIMARY KEY (guild_id, user_id, roadmap, task_id),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX brought_by_task ON brought_ticks (roadmap, task_id, guild_id);
