-- What step 3 changes or makes, as Tern stored it then.
INSERT INTO cards (
    guild_id, user_id, platform, handle, origin, visible, created_at, updated_at, id, reader,
    progress, note, until_at, ask_again, hidden_at, verified_at
) VALUES
    (9007199254740993, 1234567890123456789, 'cara', 'an''a "画" 🎨', 'instagram', 'lists', 1790000004,
     1790000005, 8300000000000000001, 'ja', 'moved', 'back in spring', 1800000000, 1, NULL,
     1790000012),
    (9007199254740993, 42, 'mastodon', '@ben@example.org', NULL, 'find', 1790000006, 1790000006, 8,
     'en', NULL, '', NULL, 0, 1790000013, NULL);

INSERT INTO removed_cards (
    guild_id, user_id, platform, handle, origin, visible, created_at, updated_at, id, reader,
    progress, note, until_at, ask_again, hidden_at, verified_at, removed_at
) VALUES
    (9007199254740993, 1234567890123456789, 'bluesky', 'ana.example.org', 'x', 'numbers', 1790000004,
     1790000005, 9, 'ja', 'moving', 'a note', 1800000000, 1, 1790000014, 1790000015, 1790000016);

INSERT INTO card_owners (guild_id, user_id, seen_at, checked_at, gone_at, takes_asks) VALUES
    (9007199254740993, 1234567890123456789, 1790000017, 1790000018, NULL, 1),
    (9007199254740993, 42, 1790000017, 1790000018, 1790000019, 0);

INSERT INTO asks (id, guild_id, user_id, reader, asked_at)
VALUES (10, 9007199254740993, 42, 'de', 1790000020);

INSERT INTO asked_about (guild_id, user_id, ask_id, asked_at)
VALUES (9007199254740993, 1234567890123456789, 10, 1790000020);

INSERT INTO follow_files (user_id, day, made) VALUES (1234567890123456789, 20717, 3);

INSERT INTO card_reports (card_id, user_id, guild_id, reported_at, settled)
VALUES (8300000000000000001, 42, 9007199254740993, 1790000021, 1);

INSERT INTO guild_settings (guild_id, cards, updated_at) VALUES (9007199254740993, 0, 1790000022);
