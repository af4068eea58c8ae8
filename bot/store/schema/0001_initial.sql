-- Times are UTC seconds; guild_id 0 stands for "no server". A column that holds a person's id is
-- called user_id in every table: export and erase find it by this name.

CREATE TABLE people (
    user_id BIGINT NOT NULL PRIMARY KEY,
    region TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE letters (
    id BIGINT NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL,
    guild_id BIGINT NOT NULL,
    platform TEXT NOT NULL,
    kind TEXT NOT NULL,
    region TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    delivered_at BIGINT,
    dm_channel_id BIGINT,
    dm_message_id BIGINT
);
CREATE INDEX letters_by_user ON letters (user_id, created_at);
CREATE INDEX letters_by_guild ON letters (guild_id, created_at);

-- The key begins with what every question about cards begins with; erasing asks by person alone.
CREATE TABLE cards (
    guild_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    platform TEXT NOT NULL,
    handle TEXT NOT NULL,
    origin TEXT,
    visible TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, user_id, platform)
);
CREATE INDEX cards_by_user ON cards (user_id);

CREATE TABLE reports (
    guild_id BIGINT NOT NULL PRIMARY KEY,
    published_at BIGINT NOT NULL,
    content TEXT NOT NULL
);

CREATE TABLE guild_keys (
    guild_id BIGINT NOT NULL PRIMARY KEY,
    key BLOB NOT NULL
);

CREATE TABLE registered_commands (
    application_id BIGINT NOT NULL PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    registered_at BIGINT NOT NULL
);
