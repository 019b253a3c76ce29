-- What closed years hold again is looked for every few seconds. Nothing of it ever changes, so that
-- a balance that moves writes no index.
create index account_of_year on account (split_part(name, '/', 2))
  where kind in ('BUDGET', 'ALLOCATION');

-- The year of the first day that is in no closed period; null before anything was closed.
create function first_open_year() returns integer language sql stable as
  'select extract(year from max(until) + 1)::integer from ledger_closing';
