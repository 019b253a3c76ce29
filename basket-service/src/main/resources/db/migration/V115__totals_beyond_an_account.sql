-- An account's exact shares fit 63 bits up to nine trillion shekels; those of many together do not.
-- This splits such a sum by the same rule.
create function split(exact numeric[]) returns bigint[] language sql immutable as $$
  select array_agg(sign * (div(e - rest, 10000) + case when place <= missing then 1 else 0 end) order by n)
    from (select n, sign, e, rest, row_number() over (order by rest desc, n) as place,
                 div(sum(rest) over (), 10000) as missing
            from (select n, sign, sign * share as e,
                         mod(mod(sign * share, 10000) + 10000, 10000) as rest
                    from unnest(exact) with ordinality as s (share, n)
                   cross join (select case when sum(share) < 0 then -1 else 1 end as sign
                                 from unnest(exact) share) whole) line) line
$$;
