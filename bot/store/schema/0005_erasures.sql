-- Which entries of the list of erasures this database has taken in. The list is a file apart from
-- the database: what stands there and not here was erased after this database was backed up. The
-- numbers are random and say nothing of anybody.
CREATE TABLE erasures (
    id BIGINT NOT NULL PRIMARY KEY
);
