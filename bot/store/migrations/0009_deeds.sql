-- What was done a moment ago, by the number of the press or command that asked for it: a repeat does nothing twice.
-- The number is Discord's own, and names nobody. Rows go after a day.

CREATE TABLE deeds (
    number  BIGINT PRIMARY KEY,
    done_at BIGINT NOT NULL
);
CREATE INDEX deeds_by_age ON deeds (done_at);
