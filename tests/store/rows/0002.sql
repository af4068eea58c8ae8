-- What step 2 changes or makes, as Tern stored it then.
INSERT INTO letters (
    id, user_id, guild_id, platform, kind, region, language, state, created_at, delivered_at,
    dm_channel_id, dm_message_id, reader, work, parent_id, stage, means, sent_on, received_on,
    due_on, outcome, outcome_on, extended_on
) VALUES
    (9100000000000000001, 1234567890123456789, 9007199254740993, 'instagram', 'objection', 'eu-de',
     'de', 'delivered', 1790000001, 1790000002, 1400000000000000001, 1400000000000000002, 'fr',
     'licensed', 0, 'waiting', 'email', '2026-09-22', '2026-09-22', '2026-10-22', NULL, NULL, NULL),
    (2, 1234567890123456789, 0, 'instagram', 'follow-up', 'eu-de', 'de', 'delivered', 1790000003,
     1790000004, 5, 6, 'fr', 'own', 9100000000000000001, 'answered', 'form', '2026-09-23',
     '2026-09-24', '2026-10-24', 'refused', '2026-10-01', '2026-12-24'),
    (3, 42, 0, 'x', 'access', 'uk', 'en', 'delivering', 1790000005, NULL, NULL, NULL, 'en', 'own',
     0, 'written', NULL, NULL, NULL, NULL, NULL, NULL, NULL);

INSERT INTO jobs (
    id, kind, user_id, case_id, due_at, free_at, attempts, held, created_at
) VALUES
    (9200000000000000001, 'letter-due', 1234567890123456789, 9100000000000000001, 1792000000,
     1792000000, 0, 0, 1790000009),
    (5, 'letter-delivery', 42, 3, 1790000010, 1790000070, 2, 0, 1790000010),
    (6, 'letter-unsent', 42, 3, 1790000010, 1790000010, 3, 1, 1790000010);

INSERT INTO bounces (user_id, platform, address, reported_at)
VALUES (1234567890123456789, 'instagram', 'privacy@example.org', 1790000011);
