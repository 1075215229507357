-- Records. The document is the whole stored form (JSON, UTF-8) and is authenticated as such; the columns beside it are
-- its address and its revision (Orleans' ETag, an int there). The key makes first writes race for one row.
CREATE TABLE kms_record (
    kind     text COLLATE "C" NOT NULL,
    account  text COLLATE "C" NOT NULL,
    id       text COLLATE "C" NOT NULL,
    revision integer          NOT NULL CHECK (revision > 0),
    document bytea            NOT NULL,
    PRIMARY KEY (kind, account, id)
);

-- What listings show and the scheduler looks for, projected from the record's index in the same transaction.
-- Instants are microseconds since 1970. A row is kept while it is listed or has something due.
CREATE TABLE kms_catalog (
    account       text COLLATE "C" NOT NULL,
    kind          text COLLATE "C" NOT NULL,
    id            text COLLATE "C" NOT NULL,
    listed        boolean          NOT NULL,
    created_us    bigint           NOT NULL,
    name          text             NOT NULL,
    description   text             NOT NULL,
    spec          integer          NOT NULL,
    state         integer          NOT NULL,
    rotation_days integer          NOT NULL,
    delete_at     bigint,
    bucket        integer          NOT NULL CHECK (bucket BETWEEN 0 AND 63),
    wake_at       bigint,
    protection    integer          NOT NULL,
    revision      integer          NOT NULL,
    PRIMARY KEY (account, kind, id),
    CHECK (listed OR wake_at IS NOT NULL)
);

-- A page deep in a listing walks this index alone, and visits the rows of that page only.
CREATE INDEX kms_catalog_listing ON kms_catalog (account, kind, created_us DESC, id DESC) INCLUDE (delete_at) WHERE listed;

-- Due but not swept yet: what the exact total subtracts.
CREATE INDEX kms_catalog_deletion ON kms_catalog (account, kind, delete_at) WHERE listed AND delete_at IS NOT NULL;

-- Each scheduler reads one bucket.
CREATE INDEX kms_catalog_wake ON kms_catalog (bucket, wake_at) WHERE wake_at IS NOT NULL;

-- Listed rows, counted. Slots let writers of one account update different rows; only their sum means something.
CREATE TABLE kms_count (
    account text COLLATE "C" NOT NULL,
    kind    text COLLATE "C" NOT NULL,
    slot    integer          NOT NULL CHECK (slot BETWEEN 0 AND 15),
    n       bigint           NOT NULL,
    PRIMARY KEY (account, kind, slot)
) WITH (fillfactor = 50);

-- The root objects in the token that this database was written under.
CREATE TABLE kms_root (
    purpose     integer NOT NULL,
    generation  integer NOT NULL,
    object_id   bytea   NOT NULL,
    check_value bytea   NOT NULL,
    policy      text    NOT NULL,
    state       text    NOT NULL,
    PRIMARY KEY (purpose, generation)
);

-- Brings a record's catalogue row and the counter to what its index says.
CREATE FUNCTION kms_project(p_kind text, p_account text, p_id text, p_revision integer, p_index json) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_listed boolean := (p_index ->> 'listed')::boolean;
    v_wake_at bigint := (p_index ->> 'wakeAtMicroseconds')::bigint;
    v_was_listed boolean;
BEGIN
    -- The writer holds the record's row, so that nobody else changes this one meanwhile, but for its wake instant.
    SELECT c.listed INTO v_was_listed FROM kms_catalog c WHERE c.account = p_account AND c.kind = p_kind AND c.id = p_id;

    IF v_listed OR v_wake_at IS NOT NULL THEN
        INSERT INTO kms_catalog (account, kind, id, listed, created_us, name, description, spec, state, rotation_days, delete_at, bucket, wake_at, protection, revision)
        VALUES (p_account, p_kind, p_id, v_listed, (p_index ->> 'createdMicroseconds')::bigint, p_index ->> 'name', p_index ->> 'description',
                (p_index ->> 'spec')::integer, (p_index ->> 'state')::integer, (p_index ->> 'rotationDays')::integer,
                (p_index ->> 'deleteAtMicroseconds')::bigint, (p_index ->> 'bucket')::integer, v_wake_at, (p_index ->> 'protection')::integer, p_revision)
        ON CONFLICT (account, kind, id) DO UPDATE SET
            listed = excluded.listed, created_us = excluded.created_us, name = excluded.name, description = excluded.description,
            spec = excluded.spec, state = excluded.state, rotation_days = excluded.rotation_days, delete_at = excluded.delete_at,
            bucket = excluded.bucket, wake_at = excluded.wake_at, protection = excluded.protection, revision = excluded.revision;
    ELSE
        DELETE FROM kms_catalog c WHERE c.account = p_account AND c.kind = p_kind AND c.id = p_id;
    END IF;

    IF v_listed <> coalesce(v_was_listed, false) THEN
        INSERT INTO kms_count (account, kind, slot, n)
        VALUES (p_account, p_kind, (p_index ->> 'bucket')::integer % 16, CASE WHEN v_listed THEN 1 ELSE -1 END)
        ON CONFLICT (account, kind, slot) DO UPDATE SET n = kms_count.n + excluded.n;
    END IF;
END
$$;

-- Writes a record, its catalogue row and the counter: all or nothing.
-- p_key is account/id; p_expected is the stored revision, null for a first write. p_payload is the length of the index
-- (4 bytes, big-endian), the index (JSON), the document; the document is not parsed here, because PostgreSQL's json
-- refuses what may be in it (U+0000). Answers the new revision, or p_expected when the stored one is another and
-- nothing was changed.
CREATE FUNCTION kms_write(p_kind text, p_key text, p_expected integer, p_payload bytea) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    v_slash integer := strpos(p_key, '/');
    v_account text := left(p_key, v_slash - 1);
    v_id text := substr(p_key, v_slash + 1);
    v_revision integer := coalesce(p_expected, 0) + 1;
    v_length integer := (get_byte(p_payload, 0) << 24) | (get_byte(p_payload, 1) << 16) | (get_byte(p_payload, 2) << 8) | get_byte(p_payload, 3);
    v_index json := convert_from(substr(p_payload, 5, v_length), 'UTF8')::json;
    v_document bytea := substr(p_payload, 5 + v_length);
BEGIN
    IF p_expected IS NULL THEN
        INSERT INTO kms_record (kind, account, id, revision, document)
        VALUES (p_kind, v_account, v_id, v_revision, v_document) ON CONFLICT DO NOTHING;
    ELSE
        UPDATE kms_record r SET revision = v_revision, document = v_document
        WHERE r.kind = p_kind AND r.account = v_account AND r.id = v_id AND r.revision = p_expected;
    END IF;

    IF NOT FOUND THEN
        RETURN p_expected;
    END IF;

    IF json_typeof(v_index) = 'object' THEN
        PERFORM kms_project(p_kind, v_account, v_id, v_revision, v_index);
    END IF;

    RETURN v_revision;
END
$$;
