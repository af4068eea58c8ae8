-- Cards say more, and may be named without naming their owners: id is random.
ALTER TABLE cards ADD COLUMN id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cards ADD COLUMN reader TEXT NOT NULL DEFAULT 'en';
ALTER TABLE cards ADD COLUMN progress TEXT;
ALTER TABLE cards ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE cards ADD COLUMN until_at BIGINT;
ALTER TABLE cards ADD COLUMN ask_again INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cards ADD COLUMN hidden_at BIGINT;
ALTER TABLE cards ADD COLUMN verified_at BIGINT;

-- Cards from before are numbered: small numbers, which a random id never is.
UPDATE cards SET id = numbered.id
FROM (
    SELECT guild_id, user_id, platform, ROW_NUMBER() OVER (ORDER BY created_at) AS id FROM cards
) AS numbered
WHERE cards.guild_id = numbered.guild_id AND cards.user_id = numbered.user_id
    AND cards.platform = numbered.platform;

CREATE UNIQUE INDEX cards_by_id ON cards (id);
CREATE INDEX cards_by_age ON cards (guild_id, visible, updated_at);
CREATE INDEX cards_by_platform ON cards (guild_id, platform, visible, updated_at);

-- Taken away by their owners, who can undo that for a day.
CREATE TABLE removed_cards (
    guild_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    platform TEXT NOT NULL,
    handle TEXT NOT NULL,
    origin TEXT,
    visible TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    id BIGINT NOT NULL,
    reader TEXT NOT NULL,
    progress TEXT,
    note TEXT NOT NULL,
    until_at BIGINT,
    ask_again INTEGER NOT NULL,
    hidden_at BIGINT,
    verified_at BIGINT,
    removed_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, user_id, platform)
);
CREATE INDEX removed_cards_by_user ON removed_cards (user_id);

-- Whether those who have cards are still in the server.
CREATE TABLE card_owners (
    guild_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    checked_at BIGINT NOT NULL,
    gone_at BIGINT,
    takes_asks INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (guild_id, user_id)
);
CREATE INDEX card_owners_by_user ON card_owners (user_id);
CREATE INDEX card_owners_by_check ON card_owners (guild_id, checked_at);

INSERT INTO card_owners (guild_id, user_id, seen_at, checked_at)
SELECT guild_id, user_id, MAX(updated_at), 0 FROM cards GROUP BY guild_id, user_id;

INSERT INTO jobs (id, kind, user_id, case_id, due_at, free_at, created_at)
SELECT DISTINCT guild_id, 'cards-seen', 0, guild_id, 0, 0, 0 FROM cards WHERE guild_id > 0;

-- "Tell me when they arrive": who asked, and about whom. Two tables, so that each person's rows are
-- found by the one name; a row whose other half was erased means nothing.
CREATE TABLE asks (
    id BIGINT NOT NULL PRIMARY KEY,
    guild_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    reader TEXT NOT NULL,
    asked_at BIGINT NOT NULL
);
CREATE INDEX asks_by_user ON asks (user_id);
CREATE INDEX asks_by_guild ON asks (guild_id, asked_at);

CREATE TABLE asked_about (
    guild_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    ask_id BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, user_id, ask_id)
);
CREATE INDEX asked_about_by_user ON asked_about (user_id);
CREATE INDEX asked_about_by_ask ON asked_about (ask_id);

-- How many follow files somebody made on a day (days since 1970).
CREATE TABLE follow_files (
    user_id BIGINT NOT NULL PRIMARY KEY,
    day BIGINT NOT NULL,
    made INTEGER NOT NULL
);

-- One report a person and card; a settled one keeps its author from reporting the same again.
CREATE TABLE card_reports (
    card_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    guild_id BIGINT NOT NULL,
    reported_at BIGINT NOT NULL,
    settled INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (card_id, user_id)
);
CREATE INDEX card_reports_by_user ON card_reports (user_id);
CREATE INDEX card_reports_by_guild ON card_reports (guild_id, settled);

-- What a server's moderators chose; a server without a row has chosen nothing.
CREATE TABLE guild_settings (
    guild_id BIGINT NOT NULL PRIMARY KEY,
    cards INTEGER NOT NULL DEFAULT 1,
    updated_at BIGINT NOT NULL
);
