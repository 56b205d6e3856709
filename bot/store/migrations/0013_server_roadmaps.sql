-- A server has roadmaps of its own beside the operator's: each version says its title, and what the server made of a
-- roadmap stands beside it. A roadmap without a row is in use, and not the one that /start begins with.

ALTER TABLE roadmap_versions ADD COLUMN title TEXT NOT NULL DEFAULT '';
UPDATE roadmap_versions SET title = json_extract(document, '$.title') WHERE document IS NOT NULL;

CREATE TABLE server_roadmaps (
    guild_id    BIGINT NOT NULL,
    roadmap     INTEGER NOT NULL,           -- 0: the operator's, as this server has it
    archived_at BIGINT,                     -- since then nobody begins it; whoever walks it goes on
    is_default  INTEGER NOT NULL DEFAULT 0, -- the one that members begin with who choose none
    PRIMARY KEY (guild_id, roadmap)
);
