-- Times are seconds since the epoch, amounts are fen.

CREATE TABLE payment_refunds (
  refund_id     TEXT   PRIMARY KEY,
  mchid         TEXT   NOT NULL,
  out_refund_no TEXT   NOT NULL,
  out_trade_no  TEXT   NOT NULL,
  -- The request that made it, as JSON.
  definition    TEXT   NOT NULL,
  refund        BIGINT NOT NULL,
  status        TEXT   NOT NULL CHECK (status IN ('PROCESSING', 'SUCCESS', 'CLOSED', 'ABNORMAL')),
  created_at    BIGINT NOT NULL,
  succeeded_at  BIGINT,
  UNIQUE (mchid, out_refund_no),
  FOREIGN KEY (mchid, out_trade_no) REFERENCES payment_orders (mchid, out_trade_no)
);

CREATE INDEX payment_refunds_of_order ON payment_refunds (mchid, out_trade_no);
CREATE INDEX payment_refunds_by_day ON payment_refunds (mchid, created_at);
