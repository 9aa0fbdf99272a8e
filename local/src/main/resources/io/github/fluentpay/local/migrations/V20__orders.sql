-- Times are seconds since the epoch, amounts are fen.

CREATE TABLE payment_orders (
  -- Who ordered and signs: the merchant, or the service provider for its sub-merchant.
  mchid          TEXT   NOT NULL,
  out_trade_no   TEXT   NOT NULL,
  sub_mchid      TEXT,
  trade_type     TEXT   NOT NULL,
  -- The request that made it, as JSON.
  definition     TEXT   NOT NULL,
  total          BIGINT NOT NULL,
  -- CLOSED is stored when the merchant closes it; that an unpaid order is over follows from expires_at and the clock.
  state          TEXT   NOT NULL CHECK (state IN ('NOTPAY', 'SUCCESS', 'REFUND', 'CLOSED')),
  created_at     BIGINT NOT NULL,
  expires_at     BIGINT NOT NULL,
  transaction_id TEXT UNIQUE,
  openid         TEXT,
  paid_at        BIGINT,
  PRIMARY KEY (mchid, out_trade_no)
);

CREATE INDEX payment_orders_paid ON payment_orders (mchid, paid_at) WHERE paid_at IS NOT NULL;

-- What a user's device pays with: a prepay_id, a code_url or an h5_url. An order may have several.
CREATE TABLE payment_prepays (
  handle       TEXT   PRIMARY KEY,
  mchid        TEXT   NOT NULL,
  out_trade_no TEXT   NOT NULL,
  expires_at   BIGINT NOT NULL,
  FOREIGN KEY (mchid, out_trade_no) REFERENCES payment_orders (mchid, out_trade_no)
);
