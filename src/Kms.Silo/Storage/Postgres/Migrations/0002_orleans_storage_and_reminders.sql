-- Orleans' ADO.NET providers read the texts of their queries from OrleansQuery; keys, parameters and result columns are
-- their contract, what is behind them is ours. Timestamps are UTC.
CREATE TABLE OrleansQuery (
    QueryKey  varchar(64) NOT NULL PRIMARY KEY,
    QueryText text        NOT NULL
);

-- Grain storage. The state name is the record's kind, the grain key account/id; one database serves one cluster, so
-- that the service id is not stored, and Orleans' hashes of kind and key would tell nothing that the key does not.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('WriteToStorageKey',
 'SELECT kms_write(@GrainTypeString, @GrainIdExtensionString, @GrainStateVersion, @PayloadBinary) AS NewGrainStateVersion'),
('ReadFromStorageKey',
 'SELECT document AS PayloadBinary, now() AS ModifiedOn, revision AS Version FROM kms_record
WHERE kind = @GrainTypeString
  AND account = split_part(@GrainIdExtensionString, ''/'', 1)
  AND id = substr(@GrainIdExtensionString, strpos(@GrainIdExtensionString, ''/'') + 1)'),
-- Records are never cleared: what is destroyed leaves a tombstone. No version means "lost".
('ClearStorageKey', 'SELECT NULL::integer AS NewGrainStateVersion'),
('DeleteStorageKey', 'SELECT NULL::integer AS NewGrainStateVersion');

-- Reminders. Hashes are signed, as Orleans compares them; the period is in milliseconds.
CREATE TABLE OrleansReminders (
    ServiceId    text COLLATE "C" NOT NULL,
    GrainId      text COLLATE "C" NOT NULL,
    ReminderName text COLLATE "C" NOT NULL,
    StartTime    timestamptz      NOT NULL,
    Period       bigint           NOT NULL,
    GrainHash    integer          NOT NULL,
    Version      integer          NOT NULL,
    PRIMARY KEY (ServiceId, GrainId, ReminderName)
);

CREATE INDEX OrleansReminders_Hash ON OrleansReminders (ServiceId, GrainHash);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('UpsertReminderRowKey',
 'INSERT INTO OrleansReminders (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
ON CONFLICT (ServiceId, GrainId, ReminderName) DO UPDATE
SET StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash, Version = OrleansReminders.Version + 1
RETURNING Version'),
('ReadReminderRowKey',
 'SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansReminders
WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName'),
('ReadReminderRowsKey',
 'SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansReminders
WHERE ServiceId = @ServiceId AND GrainId = @GrainId'),
('ReadRangeRows1Key',
 'SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansReminders
WHERE ServiceId = @ServiceId AND GrainHash > @BeginHash AND GrainHash <= @EndHash'),
('ReadRangeRows2Key',
 'SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansReminders
WHERE ServiceId = @ServiceId AND (GrainHash > @BeginHash OR GrainHash <= @EndHash)'),
('DeleteReminderRowKey',
 'WITH gone AS (
    DELETE FROM OrleansReminders
    WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName AND Version = @Version
    RETURNING 1)
SELECT count(*)::integer AS row_count FROM gone'),
('DeleteReminderRowsKey',
 'DELETE FROM OrleansReminders WHERE ServiceId = @ServiceId');
