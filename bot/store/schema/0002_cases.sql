-- The life of a letter after its delivery. Days are ISO 8601 dates of the region's time zone.
ALTER TABLE letters ADD COLUMN reader TEXT NOT NULL DEFAULT 'en';
ALTER TABLE letters ADD COLUMN work TEXT NOT NULL DEFAULT 'own';
ALTER TABLE letters ADD COLUMN parent_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE letters ADD COLUMN stage TEXT NOT NULL DEFAULT 'written';
ALTER TABLE letters ADD COLUMN means TEXT;
ALTER TABLE letters ADD COLUMN sent_on TEXT;
ALTER TABLE letters ADD COLUMN received_on TEXT;
ALTER TABLE letters ADD COLUMN due_on TEXT;
ALTER TABLE letters ADD COLUMN outcome TEXT;
ALTER TABLE letters ADD COLUMN outcome_on TEXT;
ALTER TABLE letters ADD COLUMN extended_on TEXT;

-- Work for later: one of a kind for each case, deleted only when its message has been delivered. From
-- `free_at` on a process may take it: that is when it is due, or, while a process works on it, when
-- that process's lease runs out. What is held waits for its person instead.
CREATE TABLE jobs (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    user_id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    free_at BIGINT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    held INTEGER NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX jobs_by_case ON jobs (case_id, kind);
CREATE INDEX jobs_by_time ON jobs (held, free_at);
CREATE INDEX jobs_by_user ON jobs (user_id, held);

-- Addresses of platforms that people found undeliverable; one report a person and address.
CREATE TABLE bounces (
    user_id BIGINT NOT NULL,
    platform TEXT NOT NULL,
    address TEXT NOT NULL,
    reported_at BIGINT NOT NULL,
    PRIMARY KEY (platform, address, user_id)
);
CREATE INDEX bounces_by_user ON bounces (user_id);
