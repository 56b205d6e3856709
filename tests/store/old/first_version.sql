BEGIN TRANSACTION;
CREATE TABLE celebrations (
    guild_id BIGINT NOT NULL,
    user_id  BIGINT NOT NULL,
    feat     TEXT NOT NULL,               -- such as "phase/foundations" or "milestone/8"
    shared   INTEGER NOT NULL DEFAULT 0,  -- whether the member has shown it to the server
    PRIMARY KEY (guild_id, user_id, feat),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO "celebrations" VALUES(4100,1,'milestone/8',0);
INSERT INTO "celebrations" VALUES(4100,1,'phase/foundations',0);
CREATE TABLE deliveries (
    target      TEXT NOT NULL,     -- "server:GUILD" or "member:GUILD:USER"
    kind        TEXT NOT NULL,     -- "rhythm" or "warning"
    study_date  TEXT NOT NULL,     -- a warning's is its week's Monday: once a week
    guild_id    BIGINT NOT NULL,
    user_id     BIGINT,            -- NULL: a post in the server's channel
    due_at      BIGINT NOT NULL,
    valid_until BIGINT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('open', 'sent', 'missed', 'silent', 'refused')),
    owner       TEXT,
    lease_until BIGINT,
    sent_at     BIGINT,
    message_id  BIGINT, attempts INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (target, kind, study_date)
);
INSERT INTO "deliveries" VALUES('server:4100','rhythm','2026-03-02',4100,NULL,1772470800,1772481600,'sent','x',NULL,1772470800,9,1);
INSERT INTO "deliveries" VALUES('member:4100:13','warning','2026-03-02',4100,13,1772449200,1772449200,'sent',NULL,NULL,NULL,NULL,0);
CREATE TABLE evidence (
    guild_id  BIGINT NOT NULL,
    user_id   BIGINT NOT NULL,
    item_id   TEXT NOT NULL,
    study_day TEXT NOT NULL,
    text      TEXT NOT NULL,
    given_at  BIGINT NOT NULL,
    PRIMARY KEY (guild_id, user_id, item_id),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO "evidence" VALUES(4100,10,'cp1-explain-attention','2026-03-02','https://example.org/x',1772449200);
CREATE TABLE facts (
    name  TEXT PRIMARY KEY,        -- such as the fingerprint of the commands Discord knows
    value TEXT NOT NULL
);
CREATE TABLE kept_days (
    guild_id  BIGINT NOT NULL,
    user_id   BIGINT NOT NULL,
    study_day TEXT NOT NULL,
    PRIMARY KEY (guild_id, user_id, study_day),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO "kept_days" VALUES(4100,10,'2026-03-10');
CREATE TABLE members (
    guild_id    BIGINT NOT NULL,
    user_id     BIGINT NOT NULL,
    zone        TEXT NOT NULL,
    reminders   TEXT NOT NULL CHECK (reminders IN ('channel', 'dm', 'off')),
    at          TEXT,              -- NULL: the server's time
    ping        INTEGER NOT NULL,
    dms_refused INTEGER NOT NULL DEFAULT 0,
    visible     INTEGER NOT NULL DEFAULT 0,  -- whether others in the server may look at the progress
    next_due_at BIGINT,            -- the next personal message to think about; NULL: none
    joined_at   BIGINT NOT NULL, catching_up INTEGER NOT NULL DEFAULT 0, catchup_offered_on TEXT, helps INTEGER NOT NULL DEFAULT 0, quiet_on TEXT, asked_on TEXT,
    PRIMARY KEY (guild_id, user_id)
);
INSERT INTO "members" VALUES(4100,1,'Europe/Berlin','channel',NULL,0,0,0,NULL,1772449200,0,NULL,0,NULL,NULL);
INSERT INTO "members" VALUES(4100,2,'Europe/Berlin','channel',NULL,1,0,0,NULL,1772449200,0,NULL,0,NULL,NULL);
INSERT INTO "members" VALUES(4100,3,'Europe/Berlin','channel',NULL,0,0,0,NULL,1772449200,0,NULL,0,NULL,NULL);
INSERT INTO "members" VALUES(4100,4,'Europe/Berlin','channel',NULL,0,0,0,NULL,1772449200,0,NULL,0,NULL,NULL);
INSERT INTO "members" VALUES(4100,5,'Europe/Berlin','channel',NULL,0,0,0,NULL,1772449200,0,NULL,0,NULL,NULL);
INSERT INTO "members" VALUES(4100,6,'Europe/Berlin','channel',NULL,0,0,0,NULL,1772449200,0,NULL,0,NULL,NULL);
INSERT INTO "members" VALUES(4100,7,'Europe/Berlin','channel',NULL,0,0,0,NULL,1772449200,0,NULL,0,NULL,NULL);
INSERT INTO "members" VALUES(4100,8,'Europe/Berlin','channel',NULL,0,0,0,NULL,1772449200,0,NULL,0,NULL,NULL);
INSERT INTO "members" VALUES(4100,9,'Europe/Berlin','channel',NULL,0,0,0,NULL,1772449200,0,NULL,0,NULL,NULL);
INSERT INTO "members" VALUES(4100,10,'Europe/Berlin','dm','07:30',0,0,0,NULL,1772449200,1,'2026-03-30',0,'2026-03-02','2026-03-02');
INSERT INTO "members" VALUES(4100,11,'Europe/Berlin','channel',NULL,0,0,0,NULL,1772449200,0,NULL,0,NULL,NULL);
INSERT INTO "members" VALUES(4100,12,'Europe/Berlin','channel',NULL,0,0,0,NULL,1772449200,0,NULL,0,NULL,NULL);
INSERT INTO "members" VALUES(4100,13,'Europe/Berlin','channel',NULL,0,0,0,NULL,1772449200,0,NULL,0,NULL,NULL);
CREATE TABLE pauses (
    guild_id BIGINT NOT NULL,
    user_id  BIGINT NOT NULL,
    first    TEXT NOT NULL,
    until    TEXT NOT NULL CHECK (until > first),
    PRIMARY KEY (guild_id, user_id, first),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
);
INSERT INTO "pauses" VALUES(4100,9,'2026-03-23','2026-04-06');
INSERT INTO "pauses" VALUES(4100,9,'2026-04-28','2026-05-04');
CREATE TABLE plan_segments (
    guild_id  BIGINT NOT NULL,
    user_id   BIGINT NOT NULL,
    starts_on TEXT NOT NULL,       -- a Monday
    path      TEXT NOT NULL,       -- roadmap weeks in order, as a JSON array
    weeks     INTEGER NOT NULL CHECK (weeks > 0), scope TEXT NOT NULL DEFAULT '[]', focus TEXT,
    PRIMARY KEY (guild_id, user_id, starts_on),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
);
INSERT INTO "plan_segments" VALUES(4100,1,'2026-03-02','[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',36,'[]',NULL);
INSERT INTO "plan_segments" VALUES(4100,2,'2026-03-02','[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',26,'[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',NULL);
INSERT INTO "plan_segments" VALUES(4100,3,'2026-03-02','[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',36,'[]',NULL);
INSERT INTO "plan_segments" VALUES(4100,3,'2026-03-30','[5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',17,'[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',NULL);
INSERT INTO "plan_segments" VALUES(4100,4,'2026-03-02','[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',36,'[]',NULL);
INSERT INTO "plan_segments" VALUES(4100,4,'2026-03-16','[3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',42,'[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',NULL);
INSERT INTO "plan_segments" VALUES(4100,5,'2026-03-02','[15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',22,'[15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',NULL);
INSERT INTO "plan_segments" VALUES(4100,6,'2026-03-02','[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',36,'[]',NULL);
INSERT INTO "plan_segments" VALUES(4100,6,'2026-04-27','[15, 16, 17, 18, 19, 20, 21, 22, 31, 32, 33, 34]',12,'[15, 16, 17, 18, 19, 20, 21, 22, 31, 32, 33, 34]','alignment-safety/p5-eval-suite');
INSERT INTO "plan_segments" VALUES(4100,7,'2026-03-02','[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',36,'[]',NULL);
INSERT INTO "plan_segments" VALUES(4100,7,'2026-03-16','[3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]',12,'[3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]','llm-engineering/p1-transformer');
INSERT INTO "plan_segments" VALUES(4100,7,'2026-04-27','[9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',28,'[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',NULL);
INSERT INTO "plan_segments" VALUES(4100,8,'2026-03-02','[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',36,'[]',NULL);
INSERT INTO "plan_segments" VALUES(4100,8,'2026-04-13','[3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',34,'[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',NULL);
INSERT INTO "plan_segments" VALUES(4100,9,'2026-03-02','[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',36,'[]',NULL);
INSERT INTO "plan_segments" VALUES(4100,10,'2026-03-02','[9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',17,'[9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',NULL);
INSERT INTO "plan_segments" VALUES(4100,11,'2026-03-02','[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',36,'[]',NULL);
INSERT INTO "plan_segments" VALUES(4100,11,'2026-12-07','[1, 2, 3, 4, 31, 32, 33, 34, 35, 36]',10,'[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',NULL);
INSERT INTO "plan_segments" VALUES(4100,12,'2026-03-09','[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',36,'[]',NULL);
INSERT INTO "plan_segments" VALUES(4100,13,'2026-03-02','[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]',36,'[]',NULL);
CREATE TABLE schema_version (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL
);
INSERT INTO "schema_version" VALUES(1,'0001_first.sql','709512a7b072112efa59ad002c824d135d98b559526a2ffa29333b30e16ed8d2');
INSERT INTO "schema_version" VALUES(2,'0002_own_plans.sql','2becbdd93a325f7805ab798d04b0a63229d6249b02032528d92990d8ef8e85ee');
INSERT INTO "schema_version" VALUES(3,'0003_reminders.sql','a818d6319600a717ff89f5a28aecb778c54f1f264003db423670b17c7e96d5bc');
INSERT INTO "schema_version" VALUES(4,'0004_kept_days.sql','1ebe66b5cbbcc763508c316419d16ae423d7f19139ed8fa21732219e4d86fbcf');
INSERT INTO "schema_version" VALUES(5,'0005_pictures.sql','6ada95019e996abfebf7316f90ad860665be829476d37e0c337e6a7cb2450540');
CREATE TABLE servers (
    guild_id    BIGINT PRIMARY KEY,
    zone        TEXT NOT NULL,
    at          TEXT NOT NULL,
    channel_id  BIGINT,
    trouble     TEXT,              -- why posts are paused, as a code of Discord's
    next_due_at BIGINT             -- the next moment the tick looks at this server; NULL: never
, help_channel_id BIGINT, pictures INTEGER NOT NULL DEFAULT 1);
INSERT INTO "servers" VALUES(4100,'Europe/Berlin','18:00',77,NULL,1778493600,78,1);
CREATE TABLE sessions (
    guild_id  BIGINT NOT NULL,
    user_id   BIGINT NOT NULL,
    logged_by BIGINT NOT NULL,     -- the interaction that logged it: a repeat of it logs nothing twice
    study_day TEXT NOT NULL,
    minutes   INTEGER NOT NULL CHECK (minutes > 0),
    note      TEXT,
    PRIMARY KEY (guild_id, user_id, logged_by),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO "sessions" VALUES(4100,10,123,'2026-03-09',60,'review');
CREATE TABLE skips (
    guild_id   BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    task_id    TEXT NOT NULL,
    note       TEXT NOT NULL,
    skipped_on TEXT NOT NULL,
    PRIMARY KEY (guild_id, user_id, task_id),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO "skips" VALUES(4100,10,'llama-series','know it','2026-03-23');
CREATE TABLE stuck (
    guild_id   BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    task_id    TEXT NOT NULL,
    channel_id BIGINT NOT NULL,    -- the thread, or the channel where threads are not allowed
    message_id BIGINT NOT NULL,
    since      BIGINT NOT NULL,
    PRIMARY KEY (guild_id, user_id, task_id),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO "stuck" VALUES(4100,10,'claude-model-cards',5,6,1772449200);
CREATE TABLE ticks (
    guild_id  BIGINT NOT NULL,
    user_id   BIGINT NOT NULL,
    task_id   TEXT NOT NULL,
    study_day TEXT NOT NULL,       -- as it was when logged; a change of zone never moves it
    minutes   INTEGER CHECK (minutes > 0),
    note      TEXT,
    ticked_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, user_id, task_id),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO "ticks" VALUES(4100,1,'attention-paper','2026-03-09',45,'n3',1772449200);
INSERT INTO "ticks" VALUES(4100,1,'attention-video','2026-03-11',45,'n4',1772449200);
INSERT INTO "ticks" VALUES(4100,1,'backprop','2026-03-02',45,'n0',1772449200);
INSERT INTO "ticks" VALUES(4100,1,'chinchilla-paper','2026-03-25',45,'n10',1772449200);
INSERT INTO "ticks" VALUES(4100,1,'compute-optimal','2026-03-30',45,'n12',1772449200);
INSERT INTO "ticks" VALUES(4100,1,'illustrated-transformer','2026-03-14',45,'n5',1772449200);
INSERT INTO "ticks" VALUES(4100,1,'kaplan-paper','2026-03-28',45,'n11',1772449200);
INSERT INTO "ticks" VALUES(4100,1,'losses-regularization','2026-03-07',45,'n2',1772449200);
INSERT INTO "ticks" VALUES(4100,1,'multi-head-attention','2026-03-16',45,'n6',1772449200);
INSERT INTO "ticks" VALUES(4100,1,'optimizers','2026-03-04',45,'n1',1772449200);
INSERT INTO "ticks" VALUES(4100,1,'p1-blog-post','2026-04-01',45,'n13',1772449200);
INSERT INTO "ticks" VALUES(4100,1,'positional-encoding','2026-03-18',45,'n7',1772449200);
INSERT INTO "ticks" VALUES(4100,1,'train-small','2026-03-23',45,'n9',1772449200);
INSERT INTO "ticks" VALUES(4100,1,'transformer-encoder','2026-03-21',45,'n8',1772449200);
INSERT INTO "ticks" VALUES(4100,8,'backprop','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,8,'losses-regularization','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,8,'optimizers','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'alignment-faking','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'architecture-tradeoffs','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'cai-paper','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'chinchilla-paper','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'claude-features','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'claude-model-cards','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'code-evaluation','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'colbert','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'collective-cai-paper','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'compute-optimal','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'cot-paper','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'design-patterns','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'design-problems','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'distributed-training','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'dspy','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'embedding-models','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'flash-attention','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'fsdp-deepspeed','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'function-calling','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'gpt-papers','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'graphrag','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'illustrated-transformer','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'instructgpt-paper','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'kaplan-paper','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'kv-cache','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'llama-series','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'mech-interp','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'memory-management','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'mixed-precision','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'monosemanticity-paper','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'multi-head-attention','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'open-problems','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'p1-blog-post','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'p4-complete','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'positional-encoding','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'ppo','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'probing-classifiers','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'prompt-optimization','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'quantization','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'react-paper','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'reward-hacking','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'reward-modeling','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'rlaif-vs-rlhf','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'scalable-oversight','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'sleeper-agents-paper','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'swe-agent','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'swe-bench-paper','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'sycophancy','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'toolformer','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'train-small','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'training-at-scale','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'transformer-encoder','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'tree-of-thoughts','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'vector-databases','2026-03-02',NULL,NULL,1772449200);
INSERT INTO "ticks" VALUES(4100,11,'vllm','2026-03-02',NULL,NULL,1772449200);
CREATE INDEX servers_due ON servers (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE INDEX members_by_user ON members (user_id);
CREATE INDEX members_due ON members (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE INDEX deliveries_open ON deliveries (due_at) WHERE state = 'open';
CREATE INDEX deliveries_of_server ON deliveries (guild_id, due_at);
CREATE INDEX ticks_by_task ON ticks (guild_id, task_id);
CREATE INDEX deliveries_of_member ON deliveries (guild_id, user_id) WHERE user_id IS NOT NULL;
CREATE INDEX deliveries_to_user ON deliveries (user_id, due_at) WHERE user_id IS NOT NULL AND message_id IS NOT NULL;
CREATE INDEX servers_in_trouble ON servers (guild_id) WHERE trouble IS NOT NULL;
COMMIT;
