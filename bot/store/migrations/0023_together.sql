-- What groups had still to know: who has left the server, which cohort was closed, and a board that costs little (§12).

-- Discord has said that they are no longer in the server; a command they use there says otherwise.
ALTER TABLE members ADD COLUMN has_left INTEGER NOT NULL DEFAULT 0;

-- The cohort that an admin closed while they were in it, until they have heard so.
ALTER TABLE members ADD COLUMN closed_cohort TEXT;

-- The score over the four weeks from a Monday on: worked out once they are closed. Without `days`: can't be read.
ALTER TABLE board_members ADD COLUMN scored_from TEXT NOT NULL DEFAULT '';
ALTER TABLE board_members ADD COLUMN days INTEGER;
ALTER TABLE board_members ADD COLUMN target INTEGER;
ALTER TABLE board_members ADD COLUMN weeks INTEGER;
CREATE INDEX board_members_by_score ON board_members (scored_from);

-- Until it is known where a board stands: the instant of the command that shows it, whose id takes the message's place.
ALTER TABLE board_messages ADD COLUMN asked_at BIGINT;
CREATE INDEX board_messages_asked ON board_messages (asked_at) WHERE asked_at IS NOT NULL;
