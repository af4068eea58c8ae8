-- What the watch reads: pages of policies, or an archive's copies of them.
CREATE TABLE readings (
    text_id BIGINT NOT NULL PRIMARY KEY,
    platform TEXT NOT NULL,
    etag TEXT,
    modified TEXT,
    read_at BIGINT,
    tried_at BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    failures INTEGER NOT NULL,
    problem TEXT,
    problem_since BIGINT
);

-- The texts as they were read: sentences, a line each, compressed.
CREATE TABLE text_versions (
    text_id BIGINT NOT NULL,
    read_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    sentences BLOB NOT NULL,
    PRIMARY KEY (text_id, read_at)
);

-- What differed. `edits` is compressed JSON, `because` is JSON: words by topic.
CREATE TABLE changes (
    id BIGINT NOT NULL PRIMARY KEY,
    platform TEXT NOT NULL,
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    language TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    found_at BIGINT NOT NULL,
    because TEXT NOT NULL,
    edits BLOB NOT NULL,
    checked_at BIGINT
);
CREATE INDEX changes_by_time ON changes (found_at);

-- What became of a change in a server that wants to hear of changes.
CREATE TABLE alerts (
    guild_id BIGINT NOT NULL,
    change_id BIGINT NOT NULL,
    state TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, change_id)
);

-- Who wants to hear of a platform's changes.
CREATE TABLE follows (
    user_id BIGINT NOT NULL,
    platform TEXT NOT NULL,
    which TEXT NOT NULL,
    reader TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, platform)
);
CREATE INDEX follows_by_platform ON follows (platform);

-- Whom to tell of which change; `told_at` is kept so that nobody is told twice.
CREATE TABLE change_notices (
    id BIGINT NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL,
    change_id BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE UNIQUE INDEX change_notices_by_user ON change_notices (user_id, change_id);
