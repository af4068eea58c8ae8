-- What step 5 makes, as Tern stored it then.
INSERT INTO erasures (id) VALUES (8400000000000000001);
