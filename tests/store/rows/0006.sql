-- What step 6 changes or makes, as Tern stored it then.
INSERT INTO guild_settings (guild_id, cards, updated_at, moderator_role, region)
VALUES (9007199254740993, 0, 1790000022, 1500000000000000001, 'eu-fr');

INSERT INTO postings (
    guild_id, kind, id, channel_id, language, choices, done, tried_mark, tried_at, stopped,
    stopped_at, told
) VALUES
    (9007199254740993, 'digest', 8500000000000000001, 1600000000000000001, 'pl',
     '{"weekday": 0, "hour": 9, "zone": "Europe/Warsaw"}', '{}', 12, 1790000023, NULL, NULL, 0),
    (9007199254740993, 'milestones', 13, 1600000000000000001, 'en', '{}', '{"reached": [10]}', 0, 0,
     'forbidden', 1790000024, 1);
