BEGIN TRANSACTION;
CREATE TABLE brought_ticks (
    guild_id   BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    roadmap    INTEGER NOT NULL,
    task_id    TEXT NOT NULL,
    brought_on TEXT NOT NULL,          -- when it came along; it has no study day
    PRIMARY KEY (guild_id, user_id, roadmap, task_id),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE calendars (
    guild_id   BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    roadmap    INTEGER NOT NULL,
    digest     TEXT NOT NULL,             -- of all events in the file, to see whether they have changed
    sequence   INTEGER NOT NULL,          -- how often they have
    changed_at BIGINT NOT NULL,           -- when they did last
    PRIMARY KEY (guild_id, user_id, roadmap),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
);
CREATE TABLE "celebrations" (
    guild_id BIGINT NOT NULL,
    user_id  BIGINT NOT NULL,
    roadmap  INTEGER NOT NULL,
    feat     TEXT NOT NULL,               -- such as "phase/foundations" or "milestone/m-project-1"
    shared   INTEGER NOT NULL DEFAULT 0,  -- whether the member has shown it to the server
    PRIMARY KEY (guild_id, user_id, roadmap, feat),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO "celebrations" VALUES(1456074443980800002,1456074443980800030,0,'milestone/m-project-1',0);
INSERT INTO "celebrations" VALUES(1456074443980800002,1456074443980800030,0,'phase/foundations',0);
CREATE TABLE choices (
    guild_id  BIGINT NOT NULL,
    user_id   BIGINT NOT NULL,
    roadmap   INTEGER NOT NULL,
    monday    TEXT NOT NULL,           -- it holds from here; the first one begins the plan
    phase     TEXT,                    -- alone: from this phase on; with a project: the focus
    project   TEXT,
    weeks     INTEGER CHECK (weeks > 0),  -- calendar weeks; NULL: as written
    pace      TEXT,                    -- the name of the pace that was chosen
    finish_by TEXT,                    -- or the date
    again     TEXT NOT NULL,           -- ids of blocks that come again, as a JSON array
    version   INTEGER NOT NULL,        -- the roadmap's version that was before the member
    scoped_in INTEGER NOT NULL,        -- the version in which the scope was chosen
    PRIMARY KEY (guild_id, user_id, roadmap, monday),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
);
INSERT INTO "choices" VALUES(1456074443980800002,1456074443980800030,0,'2026-03-02',NULL,NULL,26,'6 months',NULL,'[]',1,1);
INSERT INTO "choices" VALUES(1456074443980800002,1456074443980800033,0,'2026-03-02',NULL,NULL,NULL,NULL,NULL,'[]',1,1);
INSERT INTO "choices" VALUES(1456074443980800002,1456074443980800038,0,'2026-03-02',NULL,NULL,NULL,NULL,NULL,'[]',1,1);
INSERT INTO "choices" VALUES(1456074443980800002,1456074443980800102,0,'2026-03-02',NULL,NULL,NULL,NULL,NULL,'[]',1,1);
INSERT INTO "choices" VALUES(1456074443980800002,1456074443980800105,0,'2026-03-02',NULL,NULL,NULL,NULL,NULL,'[]',1,1);
INSERT INTO "choices" VALUES(1456074443980800002,1456074443980800201,0,'2026-03-16',NULL,NULL,NULL,NULL,NULL,'[]',1,1);
INSERT INTO "choices" VALUES(1456074443980800002,1456074443980800201,1,'2026-03-16',NULL,NULL,NULL,NULL,NULL,'[]',2,2);
CREATE TABLE deeds (
    number  BIGINT PRIMARY KEY,
    done_at BIGINT NOT NULL
);
INSERT INTO "deeds" VALUES(1456074443980800031,1772449200);
INSERT INTO "deeds" VALUES(1456074443980800034,1772449200);
INSERT INTO "deeds" VALUES(1456074443980800036,1772449200);
INSERT INTO "deeds" VALUES(1456074443980800039,1772449200);
INSERT INTO "deeds" VALUES(1456074443980800042,1772470800);
INSERT INTO "deeds" VALUES(1456074443980800044,1772470800);
INSERT INTO "deeds" VALUES(1456074443980800046,1772470800);
INSERT INTO "deeds" VALUES(1456074443980800052,1772470800);
INSERT INTO "deeds" VALUES(1456074443980800081,1772470800);
INSERT INTO "deeds" VALUES(1456074443980800083,1772470800);
INSERT INTO "deeds" VALUES(1456074443980800089,1772470800);
INSERT INTO "deeds" VALUES(1456074443980800103,1772470800);
INSERT INTO "deeds" VALUES(1456074443980800106,1772470800);
INSERT INTO "deeds" VALUES(1456074443980800125,1772470800);
INSERT INTO "deeds" VALUES(1456074443980800129,1772470800);
INSERT INTO "deeds" VALUES(1456074443980800136,1772470800);
INSERT INTO "deeds" VALUES(1456074443980800143,1772470800);
INSERT INTO "deeds" VALUES(1456074443980800145,1772470800);
INSERT INTO "deeds" VALUES(1456074443980800152,1773658800);
INSERT INTO "deeds" VALUES(1456074443980800168,1773658800);
INSERT INTO "deeds" VALUES(1456074443980800173,1773658800);
INSERT INTO "deeds" VALUES(1456074443980800180,1773658800);
INSERT INTO "deeds" VALUES(1456074443980800192,1773658800);
INSERT INTO "deeds" VALUES(1456074443980800202,1773658800);
INSERT INTO "deeds" VALUES(1456074443980800207,1773658800);
INSERT INTO "deeds" VALUES(1456074443980800225,1774220400);
INSERT INTO "deeds" VALUES(1456074443980800227,1774220400);
CREATE TABLE deletions (
    deleted_at BIGINT NOT NULL,
    salt       TEXT NOT NULL,
    digest     TEXT NOT NULL,
    PRIMARY KEY (deleted_at, salt)
) WITHOUT ROWID;
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
INSERT INTO "deliveries" VALUES('server:1456074443980800002','rhythm','2026-03-02',1456074443980800002,NULL,1772470800,1772481600,'sent','be614280fbaa42cc',NULL,1772470800,1456074443980800041,1);
INSERT INTO "deliveries" VALUES('member:1456074443980800002:1456074443980800033','rhythm','2026-03-02',1456074443980800002,1456074443980800033,1772453700,1772464500,'missed','be614280fbaa42cc',NULL,1772470800,NULL,1);
CREATE TABLE delivery_counts (
    guild_id BIGINT NOT NULL,
    state    TEXT NOT NULL,
    n        BIGINT NOT NULL,
    PRIMARY KEY (guild_id, state)
) WITHOUT ROWID;
CREATE TABLE departures (
    guild_id BIGINT PRIMARY KEY,
    since    BIGINT NOT NULL              -- when the bot was first seen not to be in the server any more
);
CREATE TABLE "evidence" (
    guild_id  BIGINT NOT NULL,
    user_id   BIGINT NOT NULL,
    roadmap   INTEGER NOT NULL,
    item_id   TEXT NOT NULL,
    study_day TEXT NOT NULL,
    text      TEXT NOT NULL,
    given_at  BIGINT NOT NULL,
    PRIMARY KEY (guild_id, user_id, roadmap, item_id),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE facts (
    name  TEXT PRIMARY KEY,        -- such as the fingerprint of the commands Discord knows
    value TEXT NOT NULL
);
INSERT INTO "facts" VALUES('commands of 1456074443980800000','79aa346350d086ce45fb426b8329abf8b65e914f820bc7cde7e40448c9b5f4f7');
CREATE TABLE finished_spans (
    guild_id BIGINT NOT NULL,
    user_id  BIGINT NOT NULL,
    roadmap  INTEGER NOT NULL,
    first    TEXT NOT NULL,            -- the day on which it was finished
    last     TEXT NOT NULL,            -- the last Monday of a week that was so
    PRIMARY KEY (guild_id, user_id, roadmap, first),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE focus_rooms (
    guild_id   BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,           -- who began it
    number     BIGINT NOT NULL PRIMARY KEY,
    channel_id BIGINT NOT NULL,
    message_id BIGINT,
    started_at BIGINT NOT NULL,
    stretches  TEXT NOT NULL,
    next_at    BIGINT NOT NULL,           -- its next change of phase; the row goes with the last one
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
);
INSERT INTO "focus_rooms" VALUES(1456074443980800002,1456074443980800105,1456074443980800140,1456074443980800005,1456074443980800142,1772470800,'[25]',1772472300);
CREATE TABLE focuses (
    guild_id   BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    roadmap    INTEGER NOT NULL,
    number     BIGINT NOT NULL,           -- the interaction that began it; its minutes are logged under the same number
    study_day  TEXT NOT NULL,             -- that of its start
    started_at BIGINT NOT NULL,           -- when its timer began
    joined_at  BIGINT NOT NULL,           -- from when on the member's minutes count
    stretches  TEXT NOT NULL,             -- study, rest, study …, in minutes, as a JSON array
    task_id    TEXT,
    ring       TEXT,                      -- 'dm' or 'channel'; NULL: it is silent
    channel_id BIGINT,
    room       BIGINT,                    -- the number of the one that is shared
    next_at    BIGINT,                    -- when to look at it again; NULL once it has ended
    ended_at   BIGINT,
    minutes    INTEGER,                   -- what was logged of it
    PRIMARY KEY (user_id, number),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
);
INSERT INTO "focuses" VALUES(1456074443980800002,1456074443980800030,0,1456074443980800138,'2026-03-02',1772470800,1772470800,'[25]','vllm',NULL,1456074443980800005,NULL,1772472300,NULL,NULL);
INSERT INTO "focuses" VALUES(1456074443980800002,1456074443980800105,0,1456074443980800140,'2026-03-02',1772470800,1772470800,'[25]',NULL,NULL,1456074443980800005,1456074443980800140,1772472300,NULL,NULL);
CREATE TABLE "kept_days" (
    guild_id  BIGINT NOT NULL,
    user_id   BIGINT NOT NULL,
    roadmap   INTEGER NOT NULL,
    study_day TEXT NOT NULL,
    PRIMARY KEY (guild_id, user_id, roadmap, study_day),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
) WITHOUT ROWID;
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
    joined_at   BIGINT NOT NULL, helps INTEGER NOT NULL DEFAULT 0, quiet_on TEXT, asked_on TEXT, roadmap INTEGER NOT NULL DEFAULT 0, closed_until TEXT, freezes_told_on TEXT, follows_zone INTEGER NOT NULL DEFAULT 0, warning_to_tell TEXT, occasions_told_on TEXT, meant_at BIGINT,
    PRIMARY KEY (guild_id, user_id)
);
INSERT INTO "members" VALUES(1456074443980800002,1456074443980800030,'Europe/Berlin','channel',NULL,0,0,0,NULL,1772449200,1,NULL,NULL,0,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "members" VALUES(1456074443980800002,1456074443980800033,'Asia/Kathmandu','dm',NULL,0,0,0,1772540100,1772449200,0,NULL,NULL,0,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "members" VALUES(1456074443980800002,1456074443980800038,'Pacific/Auckland','channel',NULL,0,0,0,NULL,1772449200,0,NULL,'2026-03-23',0,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "members" VALUES(1456074443980800002,1456074443980800102,'Europe/Berlin','channel',NULL,0,0,0,NULL,1772470800,0,NULL,'2026-03-16',0,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "members" VALUES(1456074443980800002,1456074443980800105,'Europe/Berlin','channel',NULL,0,0,0,NULL,1772470800,0,NULL,NULL,0,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "members" VALUES(1456074443980800002,1456074443980800201,'Europe/Berlin','channel',NULL,0,0,0,NULL,1773658800,0,NULL,NULL,1,NULL,NULL,1,NULL,NULL,NULL);
CREATE TABLE outages (
    since    BIGINT PRIMARY KEY,
    until    BIGINT NOT NULL
);
CREATE TABLE own_days (
    guild_id BIGINT NOT NULL,
    user_id  BIGINT NOT NULL,
    monday   TEXT NOT NULL,            -- they hold from here
    days     TEXT NOT NULL,            -- weekdays from 0, as a JSON array; '[]': the roadmap's rhythm
    PRIMARY KEY (guild_id, user_id, monday),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE "pauses" (
    guild_id BIGINT NOT NULL,
    user_id  BIGINT NOT NULL,
    roadmap  INTEGER NOT NULL,
    first    TEXT NOT NULL,
    until    TEXT NOT NULL CHECK (until > first),
    PRIMARY KEY (guild_id, user_id, roadmap, first),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
);
INSERT INTO "pauses" VALUES(1456074443980800002,1456074443980800105,0,'2026-03-02','2026-03-16');
INSERT INTO "pauses" VALUES(1456074443980800002,1456074443980800105,0,'2026-04-27','2026-05-04');
INSERT INTO "pauses" VALUES(1456074443980800002,1456074443980800038,0,'2026-03-23','2026-04-06');
CREATE TABLE previews (
    guild_id BIGINT NOT NULL,
    user_id  BIGINT NOT NULL,
    kind     TEXT NOT NULL,
    number   BIGINT NOT NULL,          -- the interaction that showed it; its button carries it
    made_at  BIGINT NOT NULL,
    content  TEXT NOT NULL,
    PRIMARY KEY (guild_id, user_id, kind)
);
INSERT INTO "previews" VALUES(1456074443980800002,1456074443980800030,'again',1456074443980800046,1772470800,'{"task":"backprop","day":"2026-03-02","minutes":null,"note":null}');
INSERT INTO "previews" VALUES(1456074443980800002,1456074443980800030,'picking',1456074443980800056,1772470800,'{"day": "2026-03-02", "note": null, "minutes": null}');
INSERT INTO "previews" VALUES(1456074443980800002,1456074443980800101,'joining',1456074443980800108,1772470800,'{"zone": "", "roadmap": 0, "request": {"pace": "4 months", "as_written": false, "finish_by": null, "phase": null, "focus": null, "whole": false}, "ticks": [], "shown": ["2026-03-02", "2026-06-28", 889, 70, 1]}');
INSERT INTO "previews" VALUES(1456074443980800002,1456074443980800110,'joining',1456074443980800111,1772470800,'{"zone": "", "roadmap": 0, "request": {"pace": "4 months", "as_written": false, "finish_by": null, "phase": null, "focus": null, "whole": false}, "ticks": [], "shown": ["2026-03-02", "2026-06-28", 889, 70, 1]}');
INSERT INTO "previews" VALUES(1456074443980800002,1456074443980800102,'skip',1456074443980800159,1773658800,'{"tasks": ["backprop", "optimizers", "losses-regularization"]}');
INSERT INTO "previews" VALUES(1456074443980800002,1456074443980800102,'shift',1456074443980800162,1773658800,'{"again": ["ml-fundamentals"], "shown": ["2026-03-16", "2026-11-22", 420, 70, 1]}');
INSERT INTO "previews" VALUES(1456074443980800002,1456074443980800201,'ticks',1456074443980800205,1773658800,'{"roadmap": 0, "tasks": ["why-anthropic-essay", "paper-discussions", "mock-interviews"], "already": 0, "items": 0, "unknown": 0, "examples": []}');
INSERT INTO "previews" VALUES(1456074443980800002,1456074443980800201,'switch',1456074443980800210,1773658800,'{"to": 0, "left": 1, "shown": ["2026-03-16", "2026-11-22", 420, 70, 1]}');
INSERT INTO "previews" VALUES(1456074443980800002,1456074443980800212,'joining',1456074443980800213,1773658800,'{"zone": "", "options": [null, null, null]}');
CREATE TABLE rations (
    user_id    BIGINT NOT NULL,
    day        TEXT NOT NULL,     -- the member's study day
    guild_id   BIGINT NOT NULL,
    kind       TEXT NOT NULL,
    study_date TEXT NOT NULL,
    PRIMARY KEY (user_id, day),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE roadmap_versions (
    guild_id     BIGINT NOT NULL,
    roadmap      INTEGER NOT NULL,
    number       INTEGER NOT NULL CHECK (number > 0),
    monday       TEXT NOT NULL,        -- its blocks hold from here, its study days from the Monday after
    confirmed_at BIGINT NOT NULL,
    skeleton     TEXT NOT NULL,        -- what plans are computed from, for good
    document     TEXT, title TEXT NOT NULL DEFAULT '',                 -- the whole as JSON; only of the newest few
    PRIMARY KEY (guild_id, roadmap, number)
);
INSERT INTO "roadmap_versions" VALUES(0,0,1,'2026-03-02',1772449200,'{"days":[0,2,5],"minutes":240,"project_minutes":420,"phases":[["foundations",1,8],["llm-engineering",9,14],["alignment-safety",15,22],["agents-applications",23,30],["mastery-portfolio",31,36]],"projects":[["p1-transformer",3,8],["p2-mini-rlhf",17,18],["p3-interpretability",19,22],["p4-agent-framework",27,30],["p5-eval-suite",31,34],["p6-capstone",35,36]],"blocks":[["ml-fundamentals",1,2,"foundations",["backprop","optimizers","losses-regularization"]],["transformers-deep-dive",3,4,"foundations",["attention-paper","attention-video","illustrated-transformer"]],["transformer-implementation",5,6,"foundations",["multi-head-attention","positional-encoding","transformer-encoder","train-small"]],["scaling-laws",7,8,"foundations",["chinchilla-paper","kaplan-paper","compute-optimal","p1-blog-post"]],["llm-architectures",9,10,"llm-engineering",["gpt-papers","llama-series","claude-model-cards","architecture-tradeoffs"]],["training-infrastructure",11,12,"llm-engineering",["distributed-training","fsdp-deepspeed","mixed-precision","training-at-scale"]],["inference-serving",13,14,"llm-engineering",["kv-cache","flash-attention","vllm","quantization"]],["rlhf-fundamentals",15,16,"alignment-safety",["instructgpt-paper","ppo","reward-modeling","reward-hacking"]],["constitutional-ai",17,18,"alignment-safety",["cai-paper","rlaif-vs-rlhf","collective-cai-paper","scalable-oversight"]],["interpretability",19,20,"alignment-safety",["probing-classifiers","mech-interp","monosemanticity-paper","claude-features"]],["alignment-research",21,22,"alignment-safety",["sleeper-agents-paper","sycophancy","alignment-faking","open-problems"]],["advanced-prompting",23,24,"agents-applications",["cot-paper","tree-of-thoughts","dspy","prompt-optimization"]],["rag-systems",25,26,"agents-applications",["embedding-models","vector-databases","colbert","graphrag"]],["agents-tool-use",27,28,"agents-applications",["react-paper","toolformer","function-calling","memory-management"]],["coding-agents",29,30,"agents-applications",["swe-bench-paper","swe-agent","code-evaluation","p4-complete"]],["system-design",31,32,"mastery-portfolio",["design-patterns","design-problems","chip-huyen-book"]],["evals-red-teaming",33,34,"mastery-portfolio",["benchmark-design","red-teaming","p5-complete","eval-failure-modes"]],["capstone-interview-prep",35,36,"mastery-portfolio",["p6-complete","polish-portfolio","why-anthropic-essay","paper-discussions","mock-interviews"]]],"items":["cp1-explain-attention","cp1-transformer","cp1-blog-post","cp2-architecture-tradeoffs","cp2-scaling-challenges","cp2-inference-optimization","cp3-cai-vs-rlhf","cp3-rlhf","cp3-interpretability","cp3-anthropic-papers","cp4-agent-framework","cp4-rag-tradeoffs","cp4-react","cp5-portfolio","cp5-blog","cp5-why-anthropic","cp5-system-design","cp5-paper-discussion"]}','{"title":"6-Month Roadmap to Anthropic-Ready","assumption":"This roadmap assumes 3-5 hours/week of focused study, scaling up during project phases.","phases":[{"id":"foundations","title":"Foundations","weeks":"1-8","goal":"Solid ML fundamentals and deep transformer understanding","blocks":[{"id":"ml-fundamentals","title":"ML Fundamentals","weeks":"1-2","tasks":[{"id":"backprop","text":"Review backpropagation, gradient descent"},{"id":"optimizers","text":"Optimization algorithms (SGD, Adam)"},{"id":"losses-regularization","text":"Loss functions and regularization"}],"resource":"Deep Learning Book Ch. 6-8"},{"id":"transformers-deep-dive","title":"Transformers Deep Dive","weeks":"3-4","tasks":[{"id":"attention-paper","text":"Read \"Attention Is All You Need\" (annotated)"},{"id":"attention-video","text":"Watch 3Blue1Brown attention visualization"},{"id":"illustrated-transformer","text":"Read \"The Illustrated Transformer\" (Jay Alammar)"}],"critical":"Start Project 1 (Transformer from Scratch)"},{"id":"transformer-implementation","title":"Transformer Implementation","weeks":"5-6","tasks":[{"id":"multi-head-attention","text":"Implement multi-head attention"},{"id":"positional-encoding","text":"Implement positional encoding"},{"id":"transformer-encoder","text":"Implement full transformer encoder"},{"id":"train-small","text":"Train on small dataset"}],"deliverable":"Working transformer, blog post draft"},{"id":"scaling-laws","title":"Scaling Laws","weeks":"7-8","tasks":[{"id":"chinchilla-paper","text":"Read Chinchilla paper"},{"id":"kaplan-paper","text":"Read Kaplan et al. scaling laws"},{"id":"compute-optimal","text":"Understand compute-optimal training"},{"id":"p1-blog-post","text":"Complete Project 1 blog post"}]}],"checkpoint":{"title":"Phase 1 Checkpoint","items":[{"id":"cp1-explain-attention","text":"Can explain attention mechanism from memory"},{"id":"cp1-transformer","text":"Have working transformer implementation"},{"id":"cp1-blog-post","text":"Published blog post on your implementation"}]}},{"id":"llm-engineering","title":"LLM Engineering","weeks":"9-14","goal":"Understand how large models are built and served","blocks":[{"id":"llm-architectures","title":"LLM Architectures","weeks":"9-10","tasks":[{"id":"gpt-papers","text":"GPT-2, GPT-3 papers"},{"id":"llama-series","text":"LLaMA 1/2/3 series"},{"id":"claude-model-cards","text":"Claude model cards (public documentation)"},{"id":"architecture-tradeoffs","text":"Architectural differences and tradeoffs"}]},{"id":"training-infrastructure","title":"Training Infrastructure","weeks":"11-12","tasks":[{"id":"distributed-training","text":"Distributed training basics"},{"id":"fsdp-deepspeed","text":"FSDP, DeepSpeed concepts"},{"id":"mixed-precision","text":"Mixed precision training"},{"id":"training-at-scale","text":"Understand training at scale"}]},{"id":"inference-serving","title":"Inference & Serving","weeks":"13-14","tasks":[{"id":"kv-cache","text":"KV-cache and attention optimization"},{"id":"flash-attention","text":"FlashAttention paper"},{"id":"vllm","text":"vLLM architecture"},{"id":"quantization","text":"Quantization techniques (INT8, INT4)"}]}],"checkpoint":{"title":"Phase 2 Checkpoint","items":[{"id":"cp2-architecture-tradeoffs","text":"Can discuss tradeoffs between model architectures"},{"id":"cp2-scaling-challenges","text":"Understand scaling challenges"},{"id":"cp2-inference-optimization","text":"Know optimization techniques for inference"}]}},{"id":"alignment-safety","title":"Alignment & Safety","weeks":"15-22","goal":"Deep understanding of Anthropic''s core research areas","blocks":[{"id":"rlhf-fundamentals","title":"RLHF Fundamentals","weeks":"15-16","tasks":[{"id":"instructgpt-paper","text":"InstructGPT paper (OpenAI)"},{"id":"ppo","text":"PPO algorithm deep dive"},{"id":"reward-modeling","text":"Reward modeling"},{"id":"reward-hacking","text":"Failure modes (reward hacking)"}]},{"id":"constitutional-ai","title":"Constitutional AI","weeks":"17-18","tasks":[{"id":"cai-paper","text":"Constitutional AI paper (MUST READ)"},{"id":"rlaif-vs-rlhf","text":"RLAIF vs RLHF comparison"},{"id":"collective-cai-paper","text":"Collective Constitutional AI paper"},{"id":"scalable-oversight","text":"Anthropic''s approach to scalable oversight"}],"critical":"Start Project 2 (Mini-RLHF)"},{"id":"interpretability","title":"Interpretability","weeks":"19-20","tasks":[{"id":"probing-classifiers","text":"Probing classifiers basics"},{"id":"mech-interp","text":"Mechanistic interpretability intro"},{"id":"monosemanticity-paper","text":"\"Scaling Monosemanticity\" paper"},{"id":"claude-features","text":"Features in Claude"}],"critical":"Start Project 3 (Interpretability)"},{"id":"alignment-research","title":"Alignment Research","weeks":"21-22","tasks":[{"id":"sleeper-agents-paper","text":"Sleeper Agents paper"},{"id":"sycophancy","text":"Sycophancy research"},{"id":"alignment-faking","text":"Alignment faking"},{"id":"open-problems","text":"Current open problems"}]}],"checkpoint":{"title":"Phase 3 Checkpoint","items":[{"id":"cp3-cai-vs-rlhf","text":"Can discuss CAI vs RLHF fluently"},{"id":"cp3-rlhf","text":"Have working RLHF implementation (Project 2)"},{"id":"cp3-interpretability","text":"Have interpretability experiment (Project 3)"},{"id":"cp3-anthropic-papers","text":"Can name 5+ Anthropic papers and explain their contributions"}]}},{"id":"agents-applications","title":"Agents & Applications","weeks":"23-30","goal":"Build practical agentic systems","blocks":[{"id":"advanced-prompting","title":"Advanced Prompting","weeks":"23-24","tasks":[{"id":"cot-paper","text":"Chain-of-Thought paper"},{"id":"tree-of-thoughts","text":"Tree of Thoughts"},{"id":"dspy","text":"DSPy framework"},{"id":"prompt-optimization","text":"Prompt optimization techniques"}]},{"id":"rag-systems","title":"RAG Systems","weeks":"25-26","tasks":[{"id":"embedding-models","text":"Embedding models (MTEB benchmark)"},{"id":"vector-databases","text":"Vector databases"},{"id":"colbert","text":"ColBERT and late interaction"},{"id":"graphrag","text":"GraphRAG"}]},{"id":"agents-tool-use","title":"Agents & Tool Use","weeks":"27-28","tasks":[{"id":"react-paper","text":"ReAct paper"},{"id":"toolformer","text":"Toolformer"},{"id":"function-calling","text":"Function calling architectures"},{"id":"memory-management","text":"Memory management"}],"critical":"Start Project 4 (Agent Framework)"},{"id":"coding-agents","title":"Coding Agents","weeks":"29-30","tasks":[{"id":"swe-bench-paper","text":"SWE-Bench paper"},{"id":"swe-agent","text":"SWE-Agent architecture"},{"id":"code-evaluation","text":"Code generation evaluation"},{"id":"p4-complete","text":"Complete Project 4"}]}],"checkpoint":{"title":"Phase 4 Checkpoint","items":[{"id":"cp4-agent-framework","text":"Have working agent framework (Project 4)"},{"id":"cp4-rag-tradeoffs","text":"Understand RAG tradeoffs"},{"id":"cp4-react","text":"Can implement ReAct pattern from scratch"}]}},{"id":"mastery-portfolio","title":"Mastery & Portfolio","weeks":"31-36","goal":"Interview-ready with strong portfolio","blocks":[{"id":"system-design","title":"System Design","weeks":"31-32","tasks":[{"id":"design-patterns","text":"ML system design patterns"},{"id":"design-problems","text":"Practice 3+ design problems"},{"id":"chip-huyen-book","text":"Read Chip Huyen''s book"}],"critical":"Start Project 5 (Eval Suite)"},{"id":"evals-red-teaming","title":"Evals & Red-teaming","weeks":"33-34","tasks":[{"id":"benchmark-design","text":"Benchmark design principles"},{"id":"red-teaming","text":"Red-teaming methodology"},{"id":"p5-complete","text":"Complete Project 5"},{"id":"eval-failure-modes","text":"Review failure modes"}]},{"id":"capstone-interview-prep","title":"Capstone & Interview Prep","weeks":"35-36","tasks":[{"id":"p6-complete","text":"Complete Project 6 (Capstone)"},{"id":"polish-portfolio","text":"Polish portfolio"},{"id":"why-anthropic-essay","text":"Write \"Why Anthropic\" essay"},{"id":"paper-discussions","text":"Practice paper discussions"},{"id":"mock-interviews","text":"Mock interviews"}]}],"checkpoint":{"title":"Final Checkpoint","items":[{"id":"cp5-portfolio","text":"6 portfolio projects on GitHub"},{"id":"cp5-blog","text":"Technical blog with 3+ posts"},{"id":"cp5-why-anthropic","text":"Prepared \"Why Anthropic\" narrative"},{"id":"cp5-system-design","text":"Ready for system design interviews"},{"id":"cp5-paper-discussion","text":"Ready for paper discussion interviews"}]}}],"rhythm":[{"day":"Mon","activity":"Read paper/blog","hours":1.0},{"day":"Wed","activity":"Implementation/coding","hours":1.5},{"day":"Sat","activity":"Review + exercises","hours":1.5}],"project_hours":"6-8","projects":[{"id":"p1-transformer","title":"Transformer from Scratch","weeks":"3-8"},{"id":"p2-mini-rlhf","title":"Mini-RLHF","weeks":"17-18"},{"id":"p3-interpretability","title":"Interpretability","weeks":"19-22"},{"id":"p4-agent-framework","title":"Agent Framework","weeks":"27-30"},{"id":"p5-eval-suite","title":"Eval Suite","weeks":"31-34"},{"id":"p6-capstone","title":"Capstone","weeks":"35-36"}],"milestones":[{"id":"m-project-1","week":8,"title":"Project 1 complete (Transformer)"},{"id":"m-phase-2","week":14,"title":"Phase 2 complete"},{"id":"m-project-2","week":18,"title":"Project 2 complete (RLHF)"},{"id":"m-project-3","week":22,"title":"Project 3 complete (Interpretability), Phase 3 done"},{"id":"m-project-4","week":30,"title":"Project 4 complete (Agents), Phase 4 done"},{"id":"m-project-5","week":34,"title":"Project 5 complete (Evals)"},{"id":"m-project-6","week":36,"title":"Project 6 complete (Capstone), READY"}],"paces":[{"name":"6 months","weeks":26},{"name":"4 months","weeks":17,"extra_hours":"2-3"}],"focus_phase":"alignment-safety","adjustments":[{"question":"Already strong on foundations?","answer":"Start at Phase 2 or 3","command":"/start phase:"},{"question":"Limited time?","answer":"Focus on Phase 3 (Alignment) and one project","command":"/pace focus:"},{"question":"Want to go faster?","answer":"Add 2-3 hours/week, compress to 4 months","command":"/pace preset:4 months"},{"question":"Got stuck?","answer":"Ask in the Anthropic discord or ML communities","command":"/stuck"}],"closing":"Track your progress with `ai-learn progress`. Don''t break the chain."}','6-Month Roadmap to Anthropic-Ready');
INSERT INTO "roadmap_versions" VALUES(1456074443980800002,1,1,'2026-03-16',1773658800,'{"days":[0,2,5],"minutes":240,"project_minutes":420,"phases":[["beds",1,1]],"projects":[],"blocks":[["beds-2",1,1,"beds",["choose-two-beds","dig","sow"]]],"items":[]}','{"title":"Beds","phases":[{"id":"beds","title":"Beds","weeks":"1","blocks":[{"id":"beds-2","title":"Beds","weeks":"1","tasks":[{"id":"choose-two-beds","text":"Choose two beds"},{"id":"dig","text":"Dig"},{"id":"sow","text":"Sow"}]}]}],"rhythm":[{"day":"Mon","activity":"Study","hours":1.0},{"day":"Wed","activity":"Study","hours":1.5},{"day":"Sat","activity":"Study","hours":1.5}],"project_hours":"6-8","projects":[],"milestones":[],"paces":[],"adjustments":[]}','Beds');
INSERT INTO "roadmap_versions" VALUES(1456074443980800002,1,2,'2026-03-16',1773658800,'{"days":[0,2,5],"minutes":240,"project_minutes":420,"phases":[["beds",1,1]],"projects":[],"blocks":[["beds-2",1,1,"beds",["choose-two-large-beds","dig","sow"]]],"items":[]}','{"title":"Beds","phases":[{"id":"beds","title":"Beds","weeks":"1","blocks":[{"id":"beds-2","title":"Beds","weeks":"1","tasks":[{"id":"choose-two-large-beds","text":"Choose two large beds"},{"id":"dig","text":"Dig"},{"id":"sow","text":"Sow"}]}]}],"rhythm":[{"day":"Mon","activity":"Study","hours":1.0},{"day":"Wed","activity":"Study","hours":1.5},{"day":"Sat","activity":"Study","hours":1.5}],"project_hours":"6-8","projects":[],"milestones":[],"paces":[],"adjustments":[]}','Beds');
INSERT INTO "roadmap_versions" VALUES(1456074443980800002,2,1,'2026-03-16',1773658800,'{"days":[0,2,5],"minutes":240,"project_minutes":420,"phases":[["trees",1,1]],"projects":[],"blocks":[["trees-2",1,1,"trees",["plant"]]],"items":[]}','{"title":"Trees","phases":[{"id":"trees","title":"Trees","weeks":"1","blocks":[{"id":"trees-2","title":"Trees","weeks":"1","tasks":[{"id":"plant","text":"Plant"}]}]}],"rhythm":[{"day":"Mon","activity":"Study","hours":1.0},{"day":"Wed","activity":"Study","hours":1.5},{"day":"Sat","activity":"Study","hours":1.5}],"project_hours":"6-8","projects":[],"milestones":[],"paces":[],"adjustments":[]}','Trees');
CREATE TABLE schema_version (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL
);
INSERT INTO "schema_version" VALUES(1,'0001_first.sql','709512a7b072112efa59ad002c824d135d98b559526a2ffa29333b30e16ed8d2');
INSERT INTO "schema_version" VALUES(2,'0002_own_plans.sql','2becbdd93a325f7805ab798d04b0a63229d6249b02032528d92990d8ef8e85ee');
INSERT INTO "schema_version" VALUES(3,'0003_reminders.sql','a818d6319600a717ff89f5a28aecb778c54f1f264003db423670b17c7e96d5bc');
INSERT INTO "schema_version" VALUES(4,'0004_kept_days.sql','1ebe66b5cbbcc763508c316419d16ae423d7f19139ed8fa21732219e4d86fbcf');
INSERT INTO "schema_version" VALUES(5,'0005_pictures.sql','6ada95019e996abfebf7316f90ad860665be829476d37e0c337e6a7cb2450540');
INSERT INTO "schema_version" VALUES(6,'0006_roadmaps.sql','8c64b496edf2f6a5dda72a910433730dd07e0df1c4b6fd376b09b2da0a98c9ed');
INSERT INTO "schema_version" VALUES(7,'0007_operations.sql','d75f99eb285b06ff812e6c414b41d7e1dade181de16281b3c4385c9ad7abaed1');
INSERT INTO "schema_version" VALUES(8,'0008_reminders_kept.sql','6fbc6242c3f68bb38f5d7dc177d8b3812d27748fb9ad23a32af131cbb3c06812');
INSERT INTO "schema_version" VALUES(9,'0009_deeds.sql','0c82cf279b6f9c02858857009df848e00a9ea14b4bf25c484d26562c51c3083e');
INSERT INTO "schema_version" VALUES(10,'0010_forgotten.sql','979d65af686c76c0112e4abe518b706d65184fc7ace451bf38879438a0e868d1');
INSERT INTO "schema_version" VALUES(12,'0012_ways_in.sql','d7b2eb9cd7b2bb632442f473f909bc21573a5f5c6a865bacfb3dd5db29299896');
INSERT INTO "schema_version" VALUES(13,'0013_server_roadmaps.sql','d094bba357f9b489d74a2239efbde7f51072750cd3178ff12ca012e062cada63');
INSERT INTO "schema_version" VALUES(14,'0014_several_roadmaps.sql','9a8269b4537a28c49d6d2dd5eb1c435cf616822659d4a752b9ffb639541363bc');
INSERT INTO "schema_version" VALUES(15,'0015_study_time.sql','d84f61e682e9d9f8f16a3b238244f6b3828166a6cedca83bc975b7fba7e308e4');
CREATE TABLE server_roadmaps (
    guild_id    BIGINT NOT NULL,
    roadmap     INTEGER NOT NULL,           -- 0: the operator's, as this server has it
    archived_at BIGINT,                     -- since then nobody begins it; whoever walks it goes on
    is_default  INTEGER NOT NULL DEFAULT 0, -- the one that members begin with who choose none
    PRIMARY KEY (guild_id, roadmap)
);
INSERT INTO "server_roadmaps" VALUES(1456074443980800002,2,1773658800,0);
CREATE TABLE servers (
    guild_id    BIGINT PRIMARY KEY,
    zone        TEXT NOT NULL,
    at          TEXT NOT NULL,
    channel_id  BIGINT,
    trouble     TEXT,              -- why posts are paused, as a code of Discord's
    next_due_at BIGINT             -- the next moment the tick looks at this server; NULL: never
, help_channel_id BIGINT, pictures INTEGER NOT NULL DEFAULT 1, days TEXT);
INSERT INTO "servers" VALUES(1456074443980800002,'Europe/Berlin','18:00',1456074443980800005,NULL,1772557200,NULL,1,'[0, 1, 5]');
CREATE TABLE "sessions" (
    guild_id  BIGINT NOT NULL,
    user_id   BIGINT NOT NULL,
    roadmap   INTEGER NOT NULL,
    logged_by BIGINT NOT NULL,         -- the interaction that logged it: a repeat of it logs nothing twice
    study_day TEXT NOT NULL,
    minutes   INTEGER NOT NULL CHECK (minutes > 0),
    note      TEXT,
    PRIMARY KEY (guild_id, user_id, roadmap, logged_by),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO "sessions" VALUES(1456074443980800002,1456074443980800030,0,1456074443980800052,'2026-03-02',5,NULL);
CREATE TABLE "skips" (
    guild_id   BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    roadmap    INTEGER NOT NULL,
    task_id    TEXT NOT NULL,
    note       TEXT NOT NULL,
    skipped_on TEXT NOT NULL,
    PRIMARY KEY (guild_id, user_id, roadmap, task_id),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE "stuck" (
    guild_id   BIGINT NOT NULL,
    user_id    BIGINT NOT NULL,
    roadmap    INTEGER NOT NULL,
    task_id    TEXT NOT NULL,
    channel_id BIGINT NOT NULL,        -- the thread, or the channel where threads are not allowed
    message_id BIGINT NOT NULL,
    since      BIGINT NOT NULL,
    PRIMARY KEY (guild_id, user_id, roadmap, task_id),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO "stuck" VALUES(1456074443980800002,1456074443980800030,0,'ppo',1456074443980800130,1456074443980800132,1772470800);
CREATE TABLE switches (
    guild_id BIGINT NOT NULL,
    user_id  BIGINT NOT NULL,
    monday   TEXT NOT NULL,            -- the weeks from here on belong to the roadmap
    roadmap  INTEGER NOT NULL,
    PRIMARY KEY (guild_id, user_id, monday),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO "switches" VALUES(1456074443980800002,1456074443980800201,'2026-03-16',1);
CREATE TABLE "ticks" (
    guild_id  BIGINT NOT NULL,
    user_id   BIGINT NOT NULL,
    roadmap   INTEGER NOT NULL,
    task_id   TEXT NOT NULL,
    study_day TEXT NOT NULL,           -- as it was when logged; a change of zone never moves it
    minutes   INTEGER CHECK (minutes > 0),
    note      TEXT,
    ticked_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, user_id, roadmap, task_id),
    FOREIGN KEY (guild_id, user_id, roadmap) REFERENCES walks ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO "ticks" VALUES(1456074443980800002,1456074443980800030,0,'attention-paper','2026-03-02',NULL,NULL,1772470800);
INSERT INTO "ticks" VALUES(1456074443980800002,1456074443980800030,0,'attention-video','2026-03-02',NULL,NULL,1772470800);
INSERT INTO "ticks" VALUES(1456074443980800002,1456074443980800030,0,'backprop','2026-03-02',NULL,NULL,1772470800);
INSERT INTO "ticks" VALUES(1456074443980800002,1456074443980800030,0,'chinchilla-paper','2026-03-02',NULL,NULL,1772470800);
INSERT INTO "ticks" VALUES(1456074443980800002,1456074443980800030,0,'compute-optimal','2026-03-02',NULL,NULL,1772470800);
INSERT INTO "ticks" VALUES(1456074443980800002,1456074443980800030,0,'illustrated-transformer','2026-03-02',NULL,NULL,1772470800);
INSERT INTO "ticks" VALUES(1456074443980800002,1456074443980800030,0,'kaplan-paper','2026-03-02',NULL,NULL,1772470800);
INSERT INTO "ticks" VALUES(1456074443980800002,1456074443980800030,0,'losses-regularization','2026-03-02',NULL,NULL,1772470800);
INSERT INTO "ticks" VALUES(1456074443980800002,1456074443980800030,0,'multi-head-attention','2026-03-02',NULL,NULL,1772470800);
INSERT INTO "ticks" VALUES(1456074443980800002,1456074443980800030,0,'optimizers','2026-03-02',NULL,NULL,1772470800);
INSERT INTO "ticks" VALUES(1456074443980800002,1456074443980800030,0,'p1-blog-post','2026-03-02',NULL,NULL,1772470800);
INSERT INTO "ticks" VALUES(1456074443980800002,1456074443980800030,0,'positional-encoding','2026-03-02',NULL,NULL,1772470800);
INSERT INTO "ticks" VALUES(1456074443980800002,1456074443980800030,0,'train-small','2026-03-02',NULL,NULL,1772470800);
INSERT INTO "ticks" VALUES(1456074443980800002,1456074443980800030,0,'transformer-encoder','2026-03-02',NULL,NULL,1772470800);
INSERT INTO "ticks" VALUES(1456074443980800002,1456074443980800038,0,'optimizers','2026-03-23',30,'naïve 数学',1774220400);
CREATE TABLE walks (
    guild_id           BIGINT NOT NULL,
    user_id            BIGINT NOT NULL,
    roadmap            INTEGER NOT NULL,
    catching_up        TEXT NOT NULL DEFAULT '[]',  -- ids of tasks that reminders bring back, as a JSON array
    catchup_offered_on TEXT,
    told_version       INTEGER NOT NULL DEFAULT 1,  -- the version that the member knows of
    PRIMARY KEY (guild_id, user_id, roadmap),
    FOREIGN KEY (guild_id, user_id) REFERENCES members ON DELETE CASCADE
);
INSERT INTO "walks" VALUES(1456074443980800002,1456074443980800030,0,'[]',NULL,1);
INSERT INTO "walks" VALUES(1456074443980800002,1456074443980800033,0,'[]',NULL,1);
INSERT INTO "walks" VALUES(1456074443980800002,1456074443980800038,0,'[]',NULL,1);
INSERT INTO "walks" VALUES(1456074443980800002,1456074443980800102,0,'["backprop", "optimizers", "losses-regularization"]','2026-03-16',1);
INSERT INTO "walks" VALUES(1456074443980800002,1456074443980800105,0,'[]',NULL,1);
INSERT INTO "walks" VALUES(1456074443980800002,1456074443980800201,0,'[]',NULL,1);
INSERT INTO "walks" VALUES(1456074443980800002,1456074443980800201,1,'[]',NULL,2);
CREATE INDEX servers_due ON servers (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE INDEX members_by_user ON members (user_id);
CREATE INDEX members_due ON members (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE INDEX deliveries_open ON deliveries (due_at) WHERE state = 'open';
CREATE INDEX deliveries_of_server ON deliveries (guild_id, due_at);
CREATE INDEX deliveries_of_member ON deliveries (guild_id, user_id) WHERE user_id IS NOT NULL;
CREATE INDEX deliveries_to_user ON deliveries (user_id, due_at) WHERE user_id IS NOT NULL AND message_id IS NOT NULL;
CREATE INDEX servers_in_trouble ON servers (guild_id) WHERE trouble IS NOT NULL;
CREATE INDEX previews_by_age ON previews (made_at);
CREATE INDEX ticks_by_task ON ticks (roadmap, task_id, guild_id);
CREATE INDEX rations_of_member ON rations (guild_id, user_id);
CREATE INDEX deeds_by_age ON deeds (done_at);
CREATE INDEX deliveries_over ON deliveries (due_at, target, kind, study_date) WHERE state <> 'open';
CREATE INDEX deliveries_warnings ON deliveries (guild_id, study_date) WHERE kind = 'warning' AND state = 'sent';
CREATE INDEX departures_by_age ON departures (since);
CREATE INDEX brought_by_task ON brought_ticks (roadmap, task_id, guild_id);
CREATE UNIQUE INDEX focuses_running ON focuses (user_id) WHERE ended_at IS NULL;
CREATE INDEX focuses_due ON focuses (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX focuses_ended ON focuses (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX focuses_of_room ON focuses (room) WHERE room IS NOT NULL;
CREATE INDEX focuses_of_walk ON focuses (guild_id, user_id, roadmap);
CREATE INDEX focus_rooms_due ON focus_rooms (next_at);
CREATE INDEX focus_rooms_of_member ON focus_rooms (guild_id, user_id);
COMMIT;