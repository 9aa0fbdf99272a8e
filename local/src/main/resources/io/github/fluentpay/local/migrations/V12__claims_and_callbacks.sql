-- Other ways to users, and word of it to merchants. Times are seconds since the epoch.

-- Signs what front ends bring; null until it is asked for.
ALTER TABLE merchants ADD COLUMN apiv2_key TEXT;

-- Where merchants want to be told that users got coupons.
CREATE TABLE busifavor_callbacks (
  mchid      TEXT   PRIMARY KEY,
  notify_url TEXT   NOT NULL,
  updated_at BIGINT NOT NULL
);

-- Stocks whose coupons are linked to a product.
CREATE TABLE busifavor_product_stocks (
  stock_id TEXT PRIMARY KEY REFERENCES busifavor_stocks (stock_id)
);

-- Coupons that wait for a user to take them.
CREATE TABLE busifavor_pre_sent (
  token           TEXT PRIMARY KEY,
  stock_id        TEXT NOT NULL REFERENCES busifavor_stocks (stock_id),
  sender_mchid    TEXT NOT NULL,
  appid           TEXT NOT NULL,
  -- Null for whoever comes first.
  openid          TEXT,
  coupon_code     TEXT,
  send_request_no TEXT NOT NULL,
  -- Null until it is taken.
  claimed_by      TEXT,
  claimed_code    TEXT
);

-- Consumption cards, and whose they are.
CREATE TABLE busifavor_cards (
  card_id TEXT PRIMARY KEY,
  mchid   TEXT NOT NULL
);
