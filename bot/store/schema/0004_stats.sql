-- Figures are counted anew, from cells that do not overlap; no earlier report can be compared.
DELETE FROM reports;

-- Who was in a cell of the report when its figure last changed.
CREATE TABLE cell_people (
    guild_id BIGINT NOT NULL,
    cell TEXT NOT NULL,
    user_id BIGINT NOT NULL,
    PRIMARY KEY (guild_id, cell, user_id)
);
CREATE INDEX cell_people_by_user ON cell_people (user_id);

-- Who asked about a platform this week, as marks: hashes of user ids under the server's key of the
-- week. Key and marks are deleted when the week closes.
CREATE TABLE answer_keys (
    guild_id BIGINT NOT NULL PRIMARY KEY,
    key BLOB NOT NULL
);
CREATE TABLE answer_marks (
    guild_id BIGINT NOT NULL,
    platform TEXT NOT NULL,
    mark BLOB NOT NULL,
    PRIMARY KEY (guild_id, platform, mark)
);

ALTER TABLE guild_settings ADD COLUMN moderator_role BIGINT;
