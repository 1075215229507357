-- Records. The document is the whole stored form (JSON, UTF-8) and is authenticated as such; the columns beside it are
-- its address and its revision (Orleans' ETag).
CREATE TABLE kms_record (
    kind     TEXT    NOT NULL,
    account  TEXT    NOT NULL,
    id       TEXT    NOT NULL,
    revision INTEGER NOT NULL CHECK (revision > 0),
    document BLOB    NOT NULL,
    PRIMARY KEY (kind, account, id)
);

-- What listings show and the scheduler looks for, projected from the record's index in the same transaction.
-- Instants are microseconds since 1970. A row is kept while it is listed or has something due.
CREATE TABLE kms_catalog (
    account       TEXT    NOT NULL,
    kind          TEXT    NOT NULL,
    id            TEXT    NOT NULL,
    listed        INTEGER NOT NULL,
    created_us    INTEGER NOT NULL,
    name          TEXT    NOT NULL,
    description   TEXT    NOT NULL,
    spec          INTEGER NOT NULL,
    state         INTEGER NOT NULL,
    rotation_days INTEGER NOT NULL,
    delete_at     INTEGER,
    bucket        INTEGER NOT NULL CHECK (bucket BETWEEN 0 AND 63),
    wake_at       INTEGER,
    protection    INTEGER NOT NULL,
    revision      INTEGER NOT NULL,
    PRIMARY KEY (account, kind, id),
    CHECK (listed OR wake_at IS NOT NULL)
);

-- A page deep in a listing walks this index alone, and visits the rows of that page only.
CREATE INDEX kms_catalog_listing ON kms_catalog (account, kind, created_us DESC, id DESC, delete_at) WHERE listed;

-- Due but not swept yet: what the exact total subtracts.
CREATE INDEX kms_catalog_deletion ON kms_catalog (account, kind, delete_at) WHERE listed AND delete_at IS NOT NULL;

-- One scheduler reads all buckets here, so that the instant comes first.
CREATE INDEX kms_catalog_wake ON kms_catalog (wake_at, bucket) WHERE wake_at IS NOT NULL;

-- Listed rows, counted. Slots spread the writers where there are several; only their sum means something.
CREATE TABLE kms_count (
    account TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    slot    INTEGER NOT NULL CHECK (slot BETWEEN 0 AND 15),
    n       INTEGER NOT NULL,
    PRIMARY KEY (account, kind, slot)
) WITHOUT ROWID;

-- The root objects in the token that this database was written under.
CREATE TABLE kms_root (
    purpose    INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    object_id  BLOB    NOT NULL,
    check_value BLOB   NOT NULL,
    policy     TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    PRIMARY KEY (purpose, generation)
) WITHOUT ROWID;
