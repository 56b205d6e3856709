-- What was promised about reminders is written down before it is done, so that it holds across processes.

-- The one direct message a day that nobody asked for (§5): taken before it is sent, by which delivery.
-- It holds as long as that delivery is open or sent.
CREATE TABLE rations (
    user_id    BIGINT NOT NULL,
    day        TEXT NOT NULL,     -- the member's study day
    guild_id   BIGINT NOT NULL,
    kind       TEXT NOT NULL,
    study_date TEXT NOT NULL,
    PRIMARY KEY (user_id, day),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX rations_of_member ON rations (guild_id, user_id);

-- Whoever took over the server's zone goes by it when it is corrected (§2). Who did so before this is not known: whoever
-- has the server's zone is taken to have meant it.
ALTER TABLE members ADD COLUMN follows_zone INTEGER NOT NULL DEFAULT 0;
UPDATE members SET follows_zone = 1
WHERE EXISTS (SELECT 1 FROM servers s WHERE s.guild_id = members.guild_id AND s.zone = members.zone);

-- A server whose channel was closed is looked at again each day (§5).
UPDATE servers SET next_due_at = 0 WHERE trouble IS NOT NULL AND next_due_at IS NULL;

-- What a member has to hear with their next private reply (§5).
ALTER TABLE members ADD COLUMN warning_to_tell TEXT;   -- the Monday of the week in which a post, naming nobody, warned them
ALTER TABLE members ADD COLUMN occasions_told_on TEXT; -- milestones and phase ends up to this study day were told
