-- Study timers, those shared in a channel, and what a member's calendar file said last (§13).

CREATE TABLE focuses (
    guild_id   BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    roadmap    INTEGER NOT NULL,
    number     BIGINT NOT NULL,           -- the interaction that began it; its minutes are logged under the same number
    study_day  TEXT NOT NULL,             -- that of its start
    started_at BIGINT NOT NULL,           -- when its timer began
    joined_at  BIGINT NOT NULL,           -- from when on the member's minutes count
    stretches  TEXT NOT NULL,             -- study, rest, study …, in minutes, as a JSON array
    task_id    TEXT,
    ring       TEXT,                      -- 'dm' or 'channel'; NULL: it is silent
    channel_id BIGINT,
    room       BIGINT,                    -- the number of the one that is shared
    next_at    BIGINT,                    -- when to look at it again; NULL once it has ended
    ended_at   BIGINT,
    minutes    INTEGER,                   -- what was logged of it
    PRIMARY KEY (user_id, number),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
);
-- Nobody studies twice at a time, in whatever servers.
CREATE UNIQUE INDEX focuses_running ON focuses (user_id) WHERE ended_at IS NULL;
CREATE INDEX focuses_due ON focuses (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX focuses_ended ON focuses (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX focuses_of_room ON focuses (room) WHERE room IS NOT NULL;
CREATE INDEX focuses_of_walk ON focuses (guild_id, user_id, roadmap);

CREATE TABLE focus_rooms (
    guild_id   BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,           -- who began it
    number     BIGINT NOT NULL PRIMARY KEY,
    channel_id BIGINT NOT NULL,
    message_id BIGINT,
    started_at BIGINT NOT NULL,
    stretches  TEXT NOT NULL,
    next_at    BIGINT NOT NULL,           -- its next change of phase; the row goes with the last one
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
);
CREATE INDEX focus_rooms_due ON focus_rooms (next_at);
CREATE INDEX focus_rooms_of_member ON focus_rooms (guild_id, user_id);

CREATE TABLE calendars (
    guild_id   BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    roadmap    INTEGER NOT NULL,
    digest     TEXT NOT NULL,             -- of all events in the file, to see whether they have changed
    sequence   INTEGER NOT NULL,          -- how often they have
    changed_at BIGINT NOT NULL,           -- when they did last
    PRIMARY KEY (guild_id, user_id, roadmap),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
);
