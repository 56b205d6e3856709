-- Groups that walk a roadmap together, who is in them, and what each of them agreed to (§12).

CREATE TABLE cohorts (
    guild_id    BIGINT NOT NULL,
    cohort      BIGINT NOT NULL,             -- the interaction that made it
    name        TEXT NOT NULL,
    monday      TEXT NOT NULL,               -- it starts here
    roadmap     INTEGER NOT NULL,
    shares      TEXT NOT NULL CHECK (shares IN ('sums', 'mentors')),
    role_id     BIGINT,                      -- who sees those that agreed; NULL under 'sums'
    joins_until TEXT,                        -- the last day to join on; NULL: until it is closed
    terms       INTEGER NOT NULL DEFAULT 1,  -- raised when it changes what is shared or with whom
    PRIMARY KEY (guild_id, cohort)
);

-- One group a member. A consent holds for the terms it was given to; the name stands here only with it.
CREATE TABLE cohort_members (
    guild_id  BIGINT NOT NULL,
    user_id   BIGINT NOT NULL,
    cohort    BIGINT NOT NULL,
    joined_on TEXT NOT NULL,
    answered  INTEGER NOT NULL,              -- the terms that the member has answered to, or knows
    name      TEXT,                          -- as others see it: with consent alone
    sorts_as  TEXT,                          -- the name's place in a list
    PRIMARY KEY (guild_id, user_id),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE,
    FOREIGN KEY (guild_id, cohort) REFERENCES cohorts ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX cohort_members_by_cohort ON cohort_members (guild_id, cohort, sorts_as);

-- A plan that began before its member joined: what was missed is open, not overdue, for a while, and breaks no chain.
ALTER TABLE walks ADD COLUMN joined_late_on TEXT;
