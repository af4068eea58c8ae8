-- What step 4 changes or makes, as Tern stored it then.
INSERT INTO reports (guild_id, published_at, content)
VALUES (9007199254740993, 1790000007, '{"cells": {"moved/lists/cara/": 5}}');

INSERT INTO cell_people (guild_id, cell, user_id)
VALUES (9007199254740993, 'moved/lists/cara/', 1234567890123456789);

INSERT INTO answer_keys (guild_id, key) VALUES (9007199254740993, CAST('a key of a week' AS BLOB));

INSERT INTO answer_marks (guild_id, platform, mark)
VALUES (9007199254740993, 'instagram', CAST('a mark' AS BLOB));

INSERT INTO guild_settings (guild_id, cards, updated_at, moderator_role)
VALUES (9007199254740993, 0, 1790000022, 1500000000000000001);
