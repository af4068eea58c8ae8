-- A row in every table that step 1 makes, as Tern stored it then.
INSERT INTO people (user_id, region, updated_at)
VALUES (1234567890123456789, 'eu-de', 1790000000);

INSERT INTO letters (
    id, user_id, guild_id, platform, kind, region, language, state, created_at, delivered_at,
    dm_channel_id, dm_message_id
) VALUES
    (9100000000000000001, 1234567890123456789, 9007199254740993, 'instagram', 'objection', 'eu-de',
     'de', 'delivered', 1790000001, 1790000002, 1400000000000000001, 1400000000000000002),
    (2, 42, 0, 'x', 'access', 'uk', 'en', 'delivering', 1790000003, NULL, NULL, NULL);

INSERT INTO cards (
    guild_id, user_id, platform, handle, origin, visible, created_at, updated_at
) VALUES
    (9007199254740993, 1234567890123456789, 'cara', 'an''a "画" 🎨', 'instagram', 'lists', 1790000004,
     1790000005),
    (9007199254740993, 42, 'mastodon', '@ben@example.org', NULL, 'me', 1790000006, 1790000006);

INSERT INTO reports (guild_id, published_at, content)
VALUES (9007199254740993, 1790000007, '{"moved": {}}');

INSERT INTO guild_keys (guild_id, key) VALUES (9007199254740993, CAST('a key of 32 bytes' AS BLOB));

INSERT INTO registered_commands (application_id, fingerprint, registered_at)
VALUES (1300000000000000001, 'abcdef', 1790000008);
