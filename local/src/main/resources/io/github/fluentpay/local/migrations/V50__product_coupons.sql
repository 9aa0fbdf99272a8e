-- Product coupons (商品券). Times are seconds since the epoch.

CREATE TABLE product_coupon_addresses (
  mchid      TEXT   PRIMARY KEY,
  notify_url TEXT   NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE product_coupons (
  product_coupon_id TEXT PRIMARY KEY,
  -- The partner that made it, and the brand it was made for.
  mchid             TEXT NOT NULL,
  brand_id          TEXT NOT NULL,
  state             TEXT NOT NULL CHECK (state IN ('AUDITING', 'EFFECTIVE', 'DEACTIVATED')),
  -- As the queries show it, as JSON, without what stands in the other columns.
  definition        TEXT NOT NULL
);

CREATE TABLE product_coupon_stocks (
  stock_id          TEXT PRIMARY KEY,
  product_coupon_id TEXT NOT NULL REFERENCES product_coupons (product_coupon_id),
  state             TEXT NOT NULL CHECK (state IN ('AUDITING', 'SENDING', 'PAUSED', 'STOPPED', 'DEACTIVATED')),
  definition        TEXT NOT NULL
);

CREATE INDEX product_coupon_stocks_by_product ON product_coupon_stocks (product_coupon_id);

-- How much is taken of each limit of a stock: of all its coupons, of those of a day, of those of a user.
CREATE TABLE product_coupon_quotas (
  stock_id TEXT   NOT NULL REFERENCES product_coupon_stocks (stock_id),
  scope    TEXT   NOT NULL,
  taken    BIGINT NOT NULL,
  PRIMARY KEY (stock_id, scope)
);

CREATE TABLE product_coupon_codes (
  stock_id    TEXT   NOT NULL REFERENCES product_coupon_stocks (stock_id),
  coupon_code TEXT   NOT NULL,
  -- Codes are handed out in the order of their upload.
  place       BIGINT NOT NULL,
  dispatched  BIGINT NOT NULL,
  PRIMARY KEY (stock_id, coupon_code)
);

CREATE INDEX product_coupon_codes_by_place ON product_coupon_codes (stock_id, place) WHERE dispatched = 0;

CREATE TABLE product_coupons_of_users (
  stock_id    TEXT   NOT NULL REFERENCES product_coupon_stocks (stock_id),
  coupon_code TEXT   NOT NULL,
  openid      TEXT   NOT NULL,
  appid       TEXT   NOT NULL,
  -- PENDING and EXPIRED are never stored: they follow from the clock.
  state       TEXT   NOT NULL CHECK (state IN ('CONFIRMING', 'EFFECTIVE', 'USED', 'DELETED', 'DEACTIVATED')),
  received_at BIGINT NOT NULL,
  valid_from  BIGINT NOT NULL,
  valid_until BIGINT NOT NULL,
  -- What the queries show of its sending and of each move, as JSON.
  history     TEXT   NOT NULL,
  PRIMARY KEY (stock_id, coupon_code)
);

CREATE INDEX product_coupons_of_users_by_user ON product_coupons_of_users (openid, appid, received_at);

-- A request number that took effect, with the answer it got: a repeat gets the same bytes.
CREATE TABLE product_coupon_requests (
  mchid      TEXT NOT NULL,
  brand_id   TEXT NOT NULL,
  operation  TEXT NOT NULL,
  request_no TEXT NOT NULL,
  parameters TEXT NOT NULL,
  reply      TEXT NOT NULL,
  PRIMARY KEY (mchid, brand_id, operation, request_no)
);
