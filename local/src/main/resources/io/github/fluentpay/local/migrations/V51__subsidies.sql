-- Subsidies of merchant coupons (营销补差). Amounts are in fen, times seconds since the epoch.

CREATE TABLE busifavor_subsidies (
  subsidy_receipt_id TEXT   PRIMARY KEY,
  mchid              TEXT   NOT NULL,
  out_subsidy_no     TEXT   NOT NULL,
  stock_id           TEXT   NOT NULL REFERENCES busifavor_stocks (stock_id),
  coupon_code        TEXT   NOT NULL,
  transaction_id     TEXT   NOT NULL,
  payer_merchant     TEXT   NOT NULL,
  payee_merchant     TEXT   NOT NULL,
  amount             BIGINT NOT NULL,
  returned           BIGINT NOT NULL CHECK (returned >= 0 AND returned <= amount),
  description        TEXT   NOT NULL,
  status             TEXT   NOT NULL
    CHECK (status IN ('ACCEPTED', 'SUCCESS', 'FAIL', 'RETURNING', 'PARTIAL_RETURN', 'FULL_RETURN')),
  fail_reason        TEXT,
  created_at         BIGINT NOT NULL,
  succeeded_at       BIGINT,
  UNIQUE (mchid, out_subsidy_no)
);

CREATE INDEX busifavor_subsidies_by_coupon ON busifavor_subsidies (stock_id, coupon_code, created_at);

CREATE TABLE busifavor_subsidy_returns (
  subsidy_return_receipt_id TEXT   PRIMARY KEY,
  subsidy_receipt_id        TEXT   NOT NULL REFERENCES busifavor_subsidies (subsidy_receipt_id),
  mchid                     TEXT   NOT NULL,
  out_subsidy_return_no     TEXT   NOT NULL,
  refund_id                 TEXT   NOT NULL,
  amount                    BIGINT NOT NULL,
  description               TEXT   NOT NULL,
  status                    TEXT   NOT NULL CHECK (status IN ('ACCEPTED', 'SUCCESS', 'FAIL')),
  created_at                BIGINT NOT NULL,
  done_at                   BIGINT,
  UNIQUE (mchid, out_subsidy_return_no)
);
