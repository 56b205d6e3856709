-- Ids are Discord's. Days and Mondays are ISO dates; instants are UTC seconds; times of day are "HH:MM".

CREATE TABLE servers (
    guild_id    BIGINT PRIMARY KEY,
    zone        TEXT NOT NULL,
    at          TEXT NOT NULL,
    channel_id  BIGINT,
    trouble     TEXT,              -- why posts are paused, as a code of Discord's
    next_due_at BIGINT             -- the next moment the tick looks at this server; NULL: never
);
CREATE INDEX servers_due ON servers (next_due_at) WHERE next_due_at IS NOT NULL;

CREATE TABLE members (
    guild_id    BIGINT NOT NULL,
    user_id     BIGINT NOT NULL,
    zone        TEXT NOT NULL,
    reminders   TEXT NOT NULL CHECK (reminders IN ('channel', 'dm', 'off')),
    at          TEXT,              -- NULL: the server's time
    ping        INTEGER NOT NULL,
    dms_refused INTEGER NOT NULL DEFAULT 0,
    visible     INTEGER NOT NULL DEFAULT 0,  -- whether others in the server may look at the progress
    next_due_at BIGINT,            -- the next personal message to think about; NULL: none
    joined_at   BIGINT NOT NULL,
    PRIMARY KEY (guild_id, user_id)
);
CREATE INDEX members_by_user ON members (user_id);
CREATE INDEX members_due ON members (next_due_at) WHERE next_due_at IS NOT NULL;

CREATE TABLE plan_segments (
    guild_id  BIGINT NOT NULL,
    user_id   BIGINT NOT NULL,
    starts_on TEXT NOT NULL,       -- a Monday
    path      TEXT NOT NULL,       -- roadmap weeks in order, as a JSON array
    weeks     INTEGER NOT NULL CHECK (weeks > 0),
    PRIMARY KEY (guild_id, user_id, starts_on),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
);

CREATE TABLE pauses (
    guild_id BIGINT NOT NULL,
    user_id  BIGINT NOT NULL,
    first    TEXT NOT NULL,
    until    TEXT NOT NULL CHECK (until > first),
    PRIMARY KEY (guild_id, user_id, first),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
);

CREATE TABLE ticks (
    guild_id  BIGINT NOT NULL,
    user_id   BIGINT NOT NULL,
    task_id   TEXT NOT NULL,
    study_day TEXT NOT NULL,       -- as it was when logged; a change of zone never moves it
    minutes   INTEGER CHECK (minutes > 0),
    note      TEXT,
    ticked_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, user_id, task_id),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE sessions (
    guild_id  BIGINT NOT NULL,
    user_id   BIGINT NOT NULL,
    logged_by BIGINT NOT NULL,     -- the interaction that logged it: a repeat of it logs nothing twice
    study_day TEXT NOT NULL,
    minutes   INTEGER NOT NULL CHECK (minutes > 0),
    note      TEXT,
    PRIMARY KEY (guild_id, user_id, logged_by),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE evidence (
    guild_id  BIGINT NOT NULL,
    user_id   BIGINT NOT NULL,
    item_id   TEXT NOT NULL,
    study_day TEXT NOT NULL,
    text      TEXT NOT NULL,
    given_at  BIGINT NOT NULL,
    PRIMARY KEY (guild_id, user_id, item_id),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
) WITHOUT ROWID;

-- What was or will be sent, once for each target, kind and study date. The unique key is the promise.
CREATE TABLE deliveries (
    target      TEXT NOT NULL,     -- "server:GUILD" or "member:GUILD:USER"
    kind        TEXT NOT NULL,     -- "rhythm" or "warning"
    study_date  TEXT NOT NULL,     -- a warning's is its week's Monday: once a week
    guild_id    BIGINT NOT NULL,
    user_id     BIGINT,            -- NULL: a post in the server's channel
    due_at      BIGINT NOT NULL,
    valid_until BIGINT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('open', 'sent', 'missed', 'silent', 'refused')),
    owner       TEXT,
    lease_until BIGINT,
    sent_at     BIGINT,
    message_id  BIGINT,
    PRIMARY KEY (target, kind, study_date)
);
CREATE INDEX deliveries_open ON deliveries (due_at) WHERE state = 'open';
CREATE INDEX deliveries_of_server ON deliveries (guild_id, due_at);

CREATE TABLE facts (
    name  TEXT PRIMARY KEY,        -- such as the fingerprint of the commands Discord knows
    value TEXT NOT NULL
);
