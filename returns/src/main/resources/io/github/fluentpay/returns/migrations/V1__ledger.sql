-- Times are milliseconds since 1970. "state" has the words of ReturnState.
CREATE TABLE fluentpay_return (
    id          ${id},
    mchid       TEXT   NOT NULL,
    kind        TEXT   NOT NULL,
    request_no  TEXT   NOT NULL,
    stock_id    TEXT   NOT NULL,
    coupon_code TEXT   NOT NULL,
    -- What else the call needs, as JSON.
    details     TEXT   NOT NULL,
    state       TEXT   NOT NULL,
    attempts    BIGINT NOT NULL,
    due_at      BIGINT NOT NULL,
    -- Who works on it, and until when nobody else does.
    lease       TEXT,
    lease_until BIGINT,
    -- How it ended, or why it waits.
    code        TEXT,
    message     TEXT,
    request_id  TEXT,
    return_time TEXT,
    -- 1 from the end of it until the listener has taken it.
    untold      BIGINT NOT NULL,
    created_at  BIGINT NOT NULL,
    changed_at  BIGINT NOT NULL,
    UNIQUE (mchid, kind, request_no)
);

-- Each index covers the rows that its question is about, and no finished ones.
CREATE INDEX fluentpay_return_due ON fluentpay_return (mchid, due_at, id)
    WHERE state IN ('PENDING', 'WAITING', 'UNKNOWN');
CREATE INDEX fluentpay_return_leased ON fluentpay_return (lease_until)
    WHERE state IN ('CLAIMED', 'SENT');
CREATE INDEX fluentpay_return_untold ON fluentpay_return (changed_at)
    WHERE untold = 1;
-- For lists, counts and the purge of finished rows.
CREATE INDEX fluentpay_return_state ON fluentpay_return (state, id);

CREATE TABLE fluentpay_return_history (
    -- Their order: several things happen in one millisecond, and clocks jump.
    no        ${no},
    return_id BIGINT NOT NULL,
    at        BIGINT NOT NULL,
    state     TEXT   NOT NULL,
    worker    TEXT,
    note      TEXT
);
CREATE INDEX fluentpay_return_history_of ON fluentpay_return_history (return_id, no);

-- How fast all workers together may call for a merchant, in microseconds: the time of one call (0: no limit), and
-- when the next one may start.
CREATE TABLE fluentpay_return_pace (
    mchid       TEXT   NOT NULL PRIMARY KEY,
    interval_us BIGINT NOT NULL,
    next_at_us  BIGINT NOT NULL
);
