-- As before, but a consent counts until the moment of its withdrawal: the day of it is still in its period, as the last
-- one that the record shows.
create or replace function completeness_checks(today date)
returns table (family_id uuid, unit ltree, item text, weight integer, within_days integer, present boolean)
language sql stable as $$
  select family.id, family.unit, asked.item, asked.weight, asked.within_days,
         case asked.item
           when 'HEAD' then exists (
             select from member where member.family_id = family.id and relation = 'HEAD' and left_on is null offset 0)
           when 'HEAD_NATIONAL_ID' then exists (
             select from member where member.family_id = family.id and relation = 'HEAD' and left_on is null
                and has_national_id offset 0)
           when 'WORKER_ASSIGNED' then exists (
             select from assignment where assignment.family_id = family.id and status = 'ACTIVE' offset 0)
           when 'ASSESSMENT' then exists (
             select from assessment where assessment.family_id = family.id
                and assessed_on > today - coalesce(asked.within_days, 100000) offset 0)
           when 'PLAN_IN_FORCE' then exists (
             select from plan where plan.family_id = family.id and approved_version is not null offset 0)
           when 'PLAN_REVIEWED' then exists (
             select from plan where plan.family_id = family.id and approved_version is not null
                and review_on >= today offset 0)
           when 'CONTACT' then exists (
             select from contact where contact.family_id = family.id and correction is null
                and happened_on > today - coalesce(asked.within_days, 100000) offset 0)
           when 'CONSENT' then exists (
             select from consent where consent.family_id = family.id and during @> today
                and withdrawn_how is null offset 0)
         end
    from family
    cross join completeness_item as asked
   where asked.in_use and family.erased_at is null and family.merged_into is null
$$;

create or replace function completeness_counts(whose ltree, today date)
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
     where exists (select from consent where family_id = counted.id and during @> today
              and withdrawn_how is null)
     group by counted.unit)
  select whole.unit, asked.item, asked.weight, coalesce(found.present, 0), whole.families
    from (select counted.unit, count(*) as families from counted group by counted.unit) as whole
    cross join asked
    left join found on found.unit = whole.unit and found.item = asked.item
$$;
