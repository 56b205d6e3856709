-- A tick taken back after its week has closed: the task is open again, and the study day stays history.

CREATE TABLE kept_days (
    guild_id  BIGINT NOT NULL,
    user_id   BIGINT NOT NULL,
    study_day TEXT NOT NULL,
    PRIMARY KEY (guild_id, user_id, study_day),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
) WITHOUT ROWID;
