-- What is over goes (§10): messages after 60 days, of which counts stay, and servers 30 days after they removed the bot.

CREATE TABLE delivery_counts (
    guild_id BIGINT NOT NULL,
    state    TEXT NOT NULL,
    n        BIGINT NOT NULL,
    PRIMARY KEY (guild_id, state)
) WITHOUT ROWID;
CREATE INDEX deliveries_over ON deliveries (due_at, target, kind, study_date) WHERE state <> 'open';

-- Who was warned is asked for each message: by the week, not by all that a server was ever sent.
CREATE INDEX deliveries_warnings ON deliveries (guild_id, study_date) WHERE kind = 'warning' AND state = 'sent';

CREATE TABLE departures (
    guild_id BIGINT PRIMARY KEY,
    since    BIGINT NOT NULL              -- when the bot was first seen not to be in the server any more
);
CREATE INDEX departures_by_age ON departures (since);
