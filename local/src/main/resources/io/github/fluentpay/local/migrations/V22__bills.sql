-- Bills that were asked for, until their addresses end. Times are seconds since the epoch.

CREATE TABLE payment_bills (
  token      TEXT   PRIMARY KEY,
  mchid      TEXT   NOT NULL,
  content    TEXT   NOT NULL,
  -- 1 if it is sent compressed, else 0.
  gzip       BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
