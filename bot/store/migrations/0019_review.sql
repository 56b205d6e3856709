-- Somebody looks at a checkpoint, and nothing waits for it (§7).

ALTER TABLE servers ADD COLUMN review TEXT NOT NULL DEFAULT 'self';  -- who reads checkpoints: 'self', 'peer', 'mentor'
ALTER TABLE servers ADD COLUMN reviewers_role BIGINT;                -- the mentors
ALTER TABLE servers ADD COLUMN review_channel_id BIGINT;             -- where they hear that something waits
ALTER TABLE servers ADD COLUMN review_since BIGINT;                  -- until then, shown was done

CREATE TABLE submissions (
    guild_id     BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    roadmap      INTEGER NOT NULL,
    phase        TEXT NOT NULL,
    number       BIGINT NOT NULL UNIQUE,  -- the interaction that submitted it; submitted again, it has another one
    title        TEXT NOT NULL,           -- what the checkpoint was called then
    policy       TEXT NOT NULL CHECK (policy IN ('peer', 'mentor')),
    role_id      BIGINT,                  -- the role that its author was told of
    named        INTEGER NOT NULL,        -- whether peers see whose it is
    items        TEXT NOT NULL,           -- [id, words, evidence] as they were then, while it waits to be read
    submitted_at BIGINT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('submitted', 'returned', 'signed')),
    mark         TEXT CHECK (mark IN ('mentor', 'peer', 'self', 'nobody')),
    decided_at   BIGINT,                  -- when it was last returned, or signed
    words        TEXT,                    -- what its reader said then
    returns      INTEGER NOT NULL DEFAULT 0,
    told         INTEGER NOT NULL DEFAULT 1,  -- whether its author has heard of the decision
    PRIMARY KEY (guild_id, user_id, roadmap, phase),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
);
CREATE INDEX submissions_waiting ON submissions (submitted_at) WHERE state = 'submitted';
CREATE INDEX submissions_of_server ON submissions (guild_id, submitted_at) WHERE state = 'submitted';
CREATE INDEX submissions_of_phase ON submissions (guild_id, roadmap, phase);
CREATE INDEX evidence_by_item ON evidence (guild_id, roadmap, item_id);

-- Who reads what just now. The keys hold that nobody has more than three, and no submission has two readers.
CREATE TABLE holds (
    guild_id   BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,           -- the reader, who need not have joined
    slot       INTEGER NOT NULL CHECK (slot BETWEEN 1 AND 3),
    submission BIGINT NOT NULL UNIQUE REFERENCES submissions (number) ON DELETE CASCADE,
    since      BIGINT NOT NULL,
    until      BIGINT NOT NULL,
    PRIMARY KEY (guild_id, user_id, slot)
);
CREATE INDEX holds_over ON holds (until);

-- How long the last decisions in a server took, to say how long the next may take; nobody is named.
CREATE TABLE review_times (
    guild_id   BIGINT NOT NULL,
    number     BIGINT NOT NULL,           -- the interaction that decided
    decided_at BIGINT NOT NULL,
    seconds    BIGINT NOT NULL,
    PRIMARY KEY (guild_id, number)
);
