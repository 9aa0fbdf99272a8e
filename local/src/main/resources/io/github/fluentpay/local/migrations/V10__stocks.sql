-- Stocks that change, and codes that merchants upload. Times are seconds since the epoch.

ALTER TABLE busifavor_stocks ADD COLUMN state TEXT NOT NULL DEFAULT 'RUNNING'
  CHECK (state IN ('UNAUDIT', 'RUNNING', 'PAUSED', 'STOPED'));

-- The HTTP status of the reply that a repeat gets again.
ALTER TABLE busifavor_requests ADD COLUMN status INTEGER NOT NULL DEFAULT 200;

-- How much is taken of each limit of a stock: of all its coupons, of those of a day, of those of a user.
CREATE TABLE busifavor_quotas (
  stock_id TEXT   NOT NULL REFERENCES busifavor_stocks (stock_id),
  scope    TEXT   NOT NULL,
  taken    BIGINT NOT NULL,
  PRIMARY KEY (stock_id, scope)
);

INSERT INTO busifavor_quotas (stock_id, scope, taken)
  SELECT stock_id, 'all', count(*) FROM busifavor_coupons GROUP BY stock_id;
INSERT INTO busifavor_quotas (stock_id, scope, taken)
  SELECT stock_id, 'user ' || openid, count(*) FROM busifavor_coupons GROUP BY stock_id, openid;
INSERT INTO busifavor_quotas (stock_id, scope, taken)
  SELECT stock_id, 'day ' || ((received_at + 28800) / 86400), count(*) FROM busifavor_coupons
  GROUP BY stock_id, 'day ' || ((received_at + 28800) / 86400);

CREATE TABLE busifavor_codes (
  stock_id      TEXT   NOT NULL REFERENCES busifavor_stocks (stock_id),
  coupon_code   TEXT   NOT NULL,
  state         TEXT   NOT NULL CHECK (state IN ('AVAILABLE', 'DISPATCHED')),
  -- Drawn by lot when the code is uploaded: codes are handed out in this order.
  lot           BIGINT NOT NULL,
  uploaded_at   BIGINT NOT NULL,
  dispatched_at BIGINT,
  PRIMARY KEY (stock_id, coupon_code)
);

CREATE INDEX busifavor_codes_by_lot ON busifavor_codes (stock_id, lot) WHERE state = 'AVAILABLE';
