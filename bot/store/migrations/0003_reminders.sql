-- Reminders that are sent once, quiet on request, and put off.

ALTER TABLE deliveries ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;  -- claims so far; from the second on, look first
ALTER TABLE members ADD COLUMN quiet_on TEXT;                           -- the study day on which nothing more is wanted
ALTER TABLE members ADD COLUMN asked_on TEXT;                           -- when a long silence was last asked about

CREATE INDEX deliveries_to_user ON deliveries (user_id, due_at) WHERE user_id IS NOT NULL AND message_id IS NOT NULL;
CREATE INDEX servers_in_trouble ON servers (guild_id) WHERE trouble IS NOT NULL;
