-- Roles for what members reach, where an admin has chosen some and a member has switched it on (§12).

ALTER TABLE members ADD COLUMN roles INTEGER NOT NULL DEFAULT 0;  -- whether the member wants them

CREATE TABLE reward_roles (
    guild_id BIGINT NOT NULL,
    roadmap  INTEGER NOT NULL,
    feat     TEXT NOT NULL,               -- such as "phase/foundations", "milestone/m-project-1" or "roadmap/"
    role_id  BIGINT NOT NULL,
    PRIMARY KEY (guild_id, roadmap, feat)
);

-- Which role was given for what: it is taken back with what it was for. Discord is never compared with this.
CREATE TABLE given_roles (
    guild_id BIGINT NOT NULL,
    user_id  BIGINT NOT NULL,
    roadmap  INTEGER NOT NULL,
    feat     TEXT NOT NULL,
    role_id  BIGINT NOT NULL,
    lost     INTEGER NOT NULL DEFAULT 0,  -- it is no longer reached: the role is to be taken back
    PRIMARY KEY (guild_id, user_id, roadmap, feat),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
) WITHOUT ROWID;
