-- Roadmaps with versions; everything about progress names the roadmap; plans are stored as choices, not as weeks.
-- Roadmap 0 is the operator's file: its versions stand under server 0, as every server has it.

CREATE TABLE roadmap_versions (
    guild_id     BIGINT NOT NULL,
    roadmap      INTEGER NOT NULL,
    number       INTEGER NOT NULL CHECK (number > 0),
    monday       TEXT NOT NULL,        -- its blocks hold from here, its study days from the Monday after
    confirmed_at BIGINT NOT NULL,
    skeleton     TEXT NOT NULL,        -- what plans are computed from, for good
    document     TEXT,                 -- the whole as JSON; only of the newest few
    PRIMARY KEY (guild_id, roadmap, number)
);

ALTER TABLE members ADD COLUMN roadmap INTEGER NOT NULL DEFAULT 0;  -- the one that is walked
ALTER TABLE members ADD COLUMN closed_until TEXT;                   -- the last Monday that was closed when the zone changed
ALTER TABLE members ADD COLUMN freezes_told_on TEXT;                -- the last Monday whose freezes were told

-- A member walking a roadmap: what else is remembered about it. Its rows below go with it.
CREATE TABLE walks (
    guild_id           BIGINT NOT NULL,
    user_id            BIGINT NOT NULL,
    roadmap            INTEGER NOT NULL,
    catching_up        TEXT NOT NULL DEFAULT '[]',  -- ids of tasks that reminders bring back, as a JSON array
    catchup_offered_on TEXT,
    told_version       INTEGER NOT NULL DEFAULT 1,  -- the version that the member knows of
    PRIMARY KEY (guild_id, user_id, roadmap),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
);
-- Whoever was catching up had all that was overdue in mind: which tasks, the first start with the roadmap writes down.
INSERT INTO walks (guild_id, user_id, roadmap, catching_up, catchup_offered_on)
SELECT guild_id, user_id, 0, CASE WHEN catching_up THEN '["*"]' ELSE '[]' END, catchup_offered_on FROM members;
ALTER TABLE members DROP COLUMN catching_up;
ALTER TABLE members DROP COLUMN catchup_offered_on;

CREATE TABLE choices (
    guild_id  BIGINT NOT NULL,
    user_id   BIGINT NOT NULL,
    roadmap   INTEGER NOT NULL,
    monday    TEXT NOT NULL,           -- it holds from here; the first one begins the plan
    phase     TEXT,                    -- alone: from this phase on; with a project: the focus
    project   TEXT,
    weeks     INTEGER CHECK (weeks > 0),  -- calendar weeks; NULL: as written
    pace      TEXT,                    -- the name of the pace that was chosen
    finish_by TEXT,                    -- or the date
    again     TEXT NOT NULL,           -- ids of blocks that come again, as a JSON array
    version   INTEGER NOT NULL,        -- the roadmap's version that was before the member
    scoped_in INTEGER NOT NULL,        -- the version in which the scope was chosen
    PRIMARY KEY (guild_id, user_id, roadmap, monday),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
);

-- Plans of the version before, in week numbers: the first start with the roadmap turns them into choices.
ALTER TABLE plan_segments RENAME TO first_version_plans;

CREATE TABLE own_days (
    guild_id BIGINT NOT NULL,
    user_id  BIGINT NOT NULL,
    monday   TEXT NOT NULL,            -- they hold from here
    days     TEXT NOT NULL,            -- weekdays from 0, as a JSON array; '[]': the roadmap's rhythm
    PRIMARY KEY (guild_id, user_id, monday),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
) WITHOUT ROWID;

-- What was shown before it is done; one a member and kind. Who previews a plan before joining has no other row yet.
CREATE TABLE previews (
    guild_id BIGINT NOT NULL,
    user_id  BIGINT NOT NULL,
    kind     TEXT NOT NULL,
    number   BIGINT NOT NULL,          -- the interaction that showed it; its button carries it
    made_at  BIGINT NOT NULL,
    content  TEXT NOT NULL,
    PRIMARY KEY (guild_id, user_id, kind)
);
CREATE INDEX previews_by_age ON previews (made_at);

-- Weeks in which a roadmap was finished, before something in it was opened again: they stay neutral in the streak.
CREATE TABLE finished_spans (
    guild_id BIGINT NOT NULL,
    user_id  BIGINT NOT NULL,
    roadmap  INTEGER NOT NULL,
    first    TEXT NOT NULL,            -- the day on which it was finished
    last     TEXT NOT NULL,            -- the last Monday of a week that was so
    PRIMARY KEY (guild_id, user_id, roadmap, first),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
) WITHOUT ROWID;

-- Times of more than a day in which the bot was away: weeks that closed meanwhile stay open for two days more (§4).
CREATE TABLE outages (
    since    BIGINT PRIMARY KEY,
    until    BIGINT NOT NULL
);

ALTER TABLE servers ADD COLUMN days TEXT;  -- weekdays of its posts, as a JSON array; NULL: the roadmap's rhythm

-- The tables of progress, made anew with the roadmap in their keys.

CREATE TABLE new_pauses (
    guild_id BIGINT NOT NULL,
    user_id  BIGINT NOT NULL,
    roadmap  INTEGER NOT NULL,
    first    TEXT NOT NULL,
    until    TEXT NOT NULL CHECK (until > first),
    PRIMARY KEY (guild_id, user_id, roadmap, first),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
);
INSERT INTO new_pauses SELECT guild_id, user_id, 0, first, until FROM pauses;
DROP TABLE pauses;
ALTER TABLE new_pauses RENAME TO pauses;

CREATE TABLE new_ticks (
    guild_id  BIGINT NOT NULL,
    user_id   BIGINT NOT NULL,
    roadmap   INTEGER NOT NULL,
    task_id   TEXT NOT NULL,
    study_day TEXT NOT NULL,           -- as it was when logged; a change of zone never moves it
    minutes   INTEGER CHECK (minutes > 0),
    note      TEXT,
    ticked_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, user_id, roadmap, task_id),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO new_ticks SELECT guild_id, user_id, 0, task_id, study_day, minutes, note, ticked_at FROM ticks;
DROP TABLE ticks;
ALTER TABLE new_ticks RENAME TO ticks;
CREATE INDEX ticks_by_task ON ticks (roadmap, task_id, guild_id);

CREATE TABLE new_kept_days (
    guild_id  BIGINT NOT NULL,
    user_id   BIGINT NOT NULL,
    roadmap   INTEGER NOT NULL,
    study_day TEXT NOT NULL,
    PRIMARY KEY (guild_id, user_id, roadmap, study_day),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO new_kept_days SELECT guild_id, user_id, 0, study_day FROM kept_days;
DROP TABLE kept_days;
ALTER TABLE new_kept_days RENAME TO kept_days;

CREATE TABLE new_sessions (
    guild_id  BIGINT NOT NULL,
    user_id   BIGINT NOT NULL,
    roadmap   INTEGER NOT NULL,
    logged_by BIGINT NOT NULL,         -- the interaction that logged it: a repeat of it logs nothing twice
    study_day TEXT NOT NULL,
    minutes   INTEGER NOT NULL CHECK (minutes > 0),
    note      TEXT,
    PRIMARY KEY (guild_id, user_id, roadmap, logged_by),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO new_sessions SELECT guild_id, user_id, 0, logged_by, study_day, minutes, note FROM sessions;
DROP TABLE sessions;
ALTER TABLE new_sessions RENAME TO sessions;

CREATE TABLE new_evidence (
    guild_id  BIGINT NOT NULL,
    user_id   BIGINT NOT NULL,
    roadmap   INTEGER NOT NULL,
    item_id   TEXT NOT NULL,
    study_day TEXT NOT NULL,
    text      TEXT NOT NULL,
    given_at  BIGINT NOT NULL,
    PRIMARY KEY (guild_id, user_id, roadmap, item_id),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO new_evidence SELECT guild_id, user_id, 0, item_id, study_day, text, given_at FROM evidence;
DROP TABLE evidence;
ALTER TABLE new_evidence RENAME TO evidence;

CREATE TABLE new_skips (
    guild_id   BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    roadmap    INTEGER NOT NULL,
    task_id    TEXT NOT NULL,
    note       TEXT NOT NULL,
    skipped_on TEXT NOT NULL,
    PRIMARY KEY (guild_id, user_id, roadmap, task_id),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO new_skips SELECT guild_id, user_id, 0, task_id, note, skipped_on FROM skips;
DROP TABLE skips;
ALTER TABLE new_skips RENAME TO skips;

CREATE TABLE new_stuck (
    guild_id   BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    roadmap    INTEGER NOT NULL,
    task_id    TEXT NOT NULL,
    channel_id BIGINT NOT NULL,        -- the thread, or the channel where threads are not allowed
    message_id BIGINT NOT NULL,
    since      BIGINT NOT NULL,
    PRIMARY KEY (guild_id, user_id, roadmap, task_id),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO new_stuck SELECT guild_id, user_id, 0, task_id, channel_id, message_id, since FROM stuck;
DROP TABLE stuck;
ALTER TABLE new_stuck RENAME TO stuck;

CREATE TABLE new_celebrations (
    guild_id BIGINT NOT NULL,
    user_id  BIGINT NOT NULL,
    roadmap  INTEGER NOT NULL,
    feat     TEXT NOT NULL,               -- such as "phase/foundations" or "milestone/m-project-1"
    shared   INTEGER NOT NULL DEFAULT 0,  -- whether the member has shown it to the server
    PRIMARY KEY (guild_id, user_id, roadmap, feat),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO new_celebrations SELECT guild_id, user_id, 0, feat, shared FROM celebrations;
DROP TABLE celebrations;
ALTER TABLE new_celebrations RENAME TO celebrations;
