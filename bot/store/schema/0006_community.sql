-- Which region the server's answers are given for, to those who have not said where they live.
ALTER TABLE guild_settings ADD COLUMN region TEXT;

-- What a server has Tern post in its channels, one of a kind: a digest, milestones, a campaign.
-- `choices` and `done` are JSON: what moderators chose, and what was posted. `tried_mark` names the
-- post that was on its way last. One that is stopped is kept, so that moderators are told why.
CREATE TABLE postings (
    guild_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    id BIGINT NOT NULL,
    channel_id BIGINT NOT NULL,
    language TEXT NOT NULL,
    choices TEXT NOT NULL,
    done TEXT NOT NULL,
    tried_mark BIGINT NOT NULL DEFAULT 0,
    tried_at BIGINT NOT NULL DEFAULT 0,
    stopped TEXT,
    stopped_at BIGINT,
    told INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (guild_id, kind)
);

-- What came of letters is published over all servers, as the report of "no server" (0).
CREATE INDEX letters_by_outcome ON letters (outcome_on);
