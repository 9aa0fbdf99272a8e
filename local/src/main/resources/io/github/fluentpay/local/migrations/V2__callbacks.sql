-- Notifications on their way. Times are milliseconds since the epoch.

CREATE TABLE callbacks (
  id            TEXT    PRIMARY KEY,
  mchid         TEXT    NOT NULL,
  url           TEXT    NOT NULL,
  event_type    TEXT    NOT NULL,
  original_type TEXT    NOT NULL,
  summary       TEXT    NOT NULL,
  resource      TEXT    NOT NULL,
  schedule      TEXT    NOT NULL,
  created_at    BIGINT  NOT NULL,
  attempts      INTEGER NOT NULL,
  -- When it is sent next; null once it was taken, or given up.
  due_at        BIGINT,
  taken_at      BIGINT
);

CREATE INDEX callbacks_due ON callbacks (due_at) WHERE due_at IS NOT NULL;
