-- Times are seconds since the epoch.

CREATE TABLE merchants (
  mchid       TEXT PRIMARY KEY,
  certificate TEXT NOT NULL,
  apiv3_key   TEXT NOT NULL
);

CREATE TABLE busifavor_stocks (
  stock_id             TEXT PRIMARY KEY,
  creator_mchid        TEXT    NOT NULL,
  belong_mchid         TEXT    NOT NULL,
  out_request_no       TEXT    NOT NULL,
  -- The request that made it, as JSON, without out_request_no: what the queries give back.
  definition           TEXT    NOT NULL,
  created_at           BIGINT  NOT NULL,
  UNIQUE (creator_mchid, out_request_no)
);

CREATE TABLE busifavor_coupons (
  stock_id             TEXT    NOT NULL REFERENCES busifavor_stocks (stock_id),
  coupon_code          TEXT    NOT NULL,
  openid               TEXT    NOT NULL,
  appid                TEXT    NOT NULL,
  sender_mchid         TEXT    NOT NULL,
  -- EXPIRED is never stored: it follows from expire_time and the clock.
  state                TEXT    NOT NULL CHECK (state IN ('SENDED', 'USED', 'DEACTIVATED', 'DELETED')),
  received_at          BIGINT  NOT NULL,
  available_from       BIGINT  NOT NULL,
  expires_at           BIGINT  NOT NULL,
  send_request_no      TEXT    NOT NULL,
  use_request_no       TEXT,
  used_at              BIGINT,
  return_request_no    TEXT,
  returned_at          BIGINT,
  PRIMARY KEY (stock_id, coupon_code)
);

CREATE INDEX busifavor_coupons_by_user ON busifavor_coupons (openid, received_at);
CREATE INDEX busifavor_coupons_by_code ON busifavor_coupons (coupon_code);

-- A request number that took effect, with the answer it got: a repeat gets the same bytes.
CREATE TABLE busifavor_requests (
  mchid      TEXT NOT NULL,
  operation  TEXT NOT NULL,
  scope      TEXT NOT NULL,
  request_no TEXT NOT NULL,
  parameters TEXT NOT NULL,
  reply      TEXT NOT NULL,
  PRIMARY KEY (mchid, operation, scope, request_no)
);
