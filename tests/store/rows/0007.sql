-- What step 7 makes, as Tern stored it then.
INSERT INTO readings (
    text_id, platform, etag, modified, read_at, tried_at, next_at, failures, problem, problem_since
) VALUES
    (7000000000000000001, 'instagram', '"33a64df5"', 'Mon, 23 Nov 2026 11:00:00 GMT', 1790000030,
     1790000030, 1790086430, 0, NULL, NULL),
    (7000000000000000002, 'x', NULL, NULL, NULL, 1790000031, 1790003631, 1, 'login', 1790000031);

INSERT INTO text_versions (text_id, read_at, seen_at, sentences) VALUES
    (7000000000000000001, 1790000029, 1790000030, CAST('compressed sentences' AS BLOB));

INSERT INTO changes (
    id, platform, title, url, language, seen_at, found_at, because, edits, checked_at
) VALUES
    (7100000000000000001, 'instagram', 'Privacy "Policy" 画', 'https://example.org/privacy', 'en',
     1790000028, 1790000029, '{"training": ["train", "AI model"]}',
     CAST('compressed edits' AS BLOB), NULL),
    (7100000000000000002, 'x', 'Terms', 'https://example.org/terms', 'en', 1790000026, 1790000027,
     '{}', CAST('compressed edits' AS BLOB), 1790000032);

INSERT INTO alerts (guild_id, change_id, state, updated_at)
VALUES (9007199254740993, 7100000000000000001, 'drafted', 1790000033);

INSERT INTO follows (user_id, platform, which, reader, asked_at) VALUES
    (1234567890123456789, 'instagram', 'ai', 'ja', 1790000034),
    (42, 'x', 'all', 'en', 1790000035);

INSERT INTO change_notices (id, user_id, change_id, made_at, ended_at) VALUES
    (7200000000000000001, 1234567890123456789, 7100000000000000001, 1790000036, NULL),
    (7200000000000000002, 42, 7100000000000000002, 1790000036, 1790000037);
