-- The last year that is closed: by a closing of its own, or by one of a later month or year.
create function last_closed_year() returns integer language sql stable as $$
  select max(left(period, 4)::integer - case when length(period) = 4 then 0 else 1 end)
    from ledger_closing where status = 'CLOSED'
$$;
