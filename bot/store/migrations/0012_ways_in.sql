-- Which server somebody means in the bot's direct messages: the one they chose last.

ALTER TABLE members ADD COLUMN meant_at BIGINT;
