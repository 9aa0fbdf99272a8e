-- How often LocalPay was started with this database: what a start draws from a seed is not drawn again by the next one.
CREATE TABLE starts (
  number BIGINT NOT NULL
);

INSERT INTO starts (number) VALUES (0);
