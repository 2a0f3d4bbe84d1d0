-- Version 2: what lists show, sort by and sum up, kept beside the names; 项目支出预算表 of each year.
-- The facts are worked out from the form by the program's rules: `stamp` says by which. Another stamp = to be worked out again.
-- Amounts are ten-thousandths of the form's own unit of money; NULL = blank, or no amount of that size and fineness.

ALTER TABLE forms ADD COLUMN stamp TEXT NOT NULL DEFAULT '';
ALTER TABLE forms ADD COLUMN attribute TEXT NOT NULL DEFAULT '';
ALTER TABLE forms ADD COLUMN annual INTEGER;
ALTER TABLE forms ADD COLUMN period INTEGER;
ALTER TABLE forms ADD COLUMN annual_text TEXT NOT NULL DEFAULT '';
ALTER TABLE forms ADD COLUMN period_text TEXT NOT NULL DEFAULT '';
ALTER TABLE forms ADD COLUMN sources TEXT NOT NULL DEFAULT '';   -- the annual ones, in the order of the form, parted by commas
ALTER TABLE forms ADD COLUMN unread INTEGER NOT NULL DEFAULT 0;  -- 1: an amount is written that is not in the columns
ALTER TABLE forms ADD COLUMN steps TEXT NOT NULL DEFAULT '';     -- a digit a step: 0 empty, 1 half, 2 full
ALTER TABLE forms ADD COLUMN full_steps INTEGER NOT NULL DEFAULT 0;
ALTER TABLE forms ADD COLUMN errors INTEGER NOT NULL DEFAULT 0;
ALTER TABLE forms ADD COLUMN warnings INTEGER NOT NULL DEFAULT 0;
ALTER TABLE forms ADD COLUMN progress INTEGER NOT NULL DEFAULT 0; -- 0 empty, 1 being filled, 2 done
CREATE INDEX forms_by_stamp ON forms (deleted_at, stamp);
CREATE INDEX forms_by_annual ON forms (deleted_at, annual, id);
CREATE INDEX forms_by_period ON forms (deleted_at, period, id);
CREATE INDEX forms_by_steps ON forms (deleted_at, full_steps, id);
CREATE INDEX forms_by_problems ON forms (deleted_at, errors, warnings, id);
CREATE INDEX forms_by_attribute ON forms (deleted_at, attribute, id);

CREATE TABLE budgets (
    year INTEGER NOT NULL,
    place INTEGER NOT NULL,               -- order of the table
    name TEXT NOT NULL,
    total TEXT NOT NULL,                  -- 万元, decimal text
    carried_over INTEGER NOT NULL CHECK (carried_over IN (0, 1)),
    PRIMARY KEY (year, place)
) STRICT, WITHOUT ROWID;
