-- What else can become of a coupon. Times are seconds since the epoch.

ALTER TABLE busifavor_coupons ADD COLUMN associate_out_trade_no TEXT;
ALTER TABLE busifavor_coupons ADD COLUMN deactivate_request_no TEXT;
ALTER TABLE busifavor_coupons ADD COLUMN deactivated_at BIGINT;
ALTER TABLE busifavor_coupons ADD COLUMN deactivate_reason TEXT;
ALTER TABLE busifavor_coupons ADD COLUMN deleted_at BIGINT;

-- Merchants that may send a stock's coupons besides its creator and its owner.
CREATE TABLE busifavor_senders (
  stock_id TEXT NOT NULL REFERENCES busifavor_stocks (stock_id),
  mchid    TEXT NOT NULL,
  PRIMARY KEY (stock_id, mchid)
);

-- Users who are the same natural person, as far as anybody told.
CREATE TABLE persons (
  openid TEXT PRIMARY KEY,
  person TEXT NOT NULL
);
