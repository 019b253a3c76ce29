-- What completeness_checks says of each family, counted by unit. Each table is gone through once
-- instead of once for each family, which is what a whole country costs; of a department the
-- planner asks for its families one by one. A test holds the two against each other.
create function completeness_counts(whose ltree, today date)
returns table (unit ltree, item text, weight integer, present bigint, families bigint)
language sql stable as $$
  with asked as (
    select completeness_item.item, completeness_item.weight,
           today - coalesce(within_days, 100000) as after
      from completeness_item
     where in_use),
  counted as (
    select family.id, family.unit from family
     where family.unit <@ whose and erased_at is null and merged_into is null),
  found as (
    select counted.unit, 'HEAD' as item, count(*) as present from counted
     where exists (
           select from member where family_id = counted.id and relation = 'HEAD' and left_on is null)
     group by counted.unit
    union all
    select counted.unit, 'HEAD_NATIONAL_ID', count(*) from counted
     where exists (
           select from member where family_id = counted.id and relation = 'HEAD' and left_on is null
              and has_national_id)
     group by counted.unit
    union all
    select counted.unit, 'WORKER_ASSIGNED', count(*) from counted
     where exists (select from assignment where family_id = counted.id and status = 'ACTIVE')
     group by counted.unit
    union all
    select counted.unit, 'ASSESSMENT', count(*) from counted
     where exists (
           select from assessment where family_id = counted.id
              and assessed_on > (select after from asked where asked.item = 'ASSESSMENT'))
     group by counted.unit
    union all
    select counted.unit, 'PLAN_IN_FORCE', count(*) from counted
     where exists (select from plan where family_id = counted.id and approved_version is not null)
     group by counted.unit
    union all
    select counted.unit, 'PLAN_REVIEWED', count(*) from counted
     where exists (
           select from plan where family_id = counted.id and approved_version is not null
              and review_on >= today)
     group by counted.unit
    union all
    select counted.unit, 'CONTACT', count(*) from counted
     where exists (
           select from contact where family_id = counted.id and correction is null
              and happened_on > (select after from asked where asked.item = 'CONTACT'))
     group by counted.unit
    union all
    select counted.unit, 'CONSENT', count(*) from counted
     where exists (select from consent where family_id = counted.id and during @> today)
     group by counted.unit)
  select whole.unit, asked.item, asked.weight, coalesce(found.present, 0), whole.families
    from (select counted.unit, count(*) as families from counted group by counted.unit) as whole
    cross join asked
    left join found on found.unit = whole.unit and found.item = asked.item
$$;
