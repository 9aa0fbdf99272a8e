-- Uploads, and files to download. Times are seconds since the epoch.

CREATE TABLE files (
  id         TEXT   PRIMARY KEY,
  mchid      TEXT   NOT NULL,
  name       TEXT   NOT NULL,
  type       TEXT   NOT NULL,
  content    BYTEA  NOT NULL,
  size       BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
