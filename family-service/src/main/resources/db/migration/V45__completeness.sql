-- Whether a sealed identity holds an id number, so that its absence can be counted.
alter table member add column has_national_id boolean not null default false;

-- What a family's file should hold. Weights and ages are changed here; a new item needs its line below.
-- Phone, address and birth dates do not stand here: no family is registered without them.
create table completeness_item (
  item        text primary key,
  weight      integer not null check (weight between 1 and 100),
  within_days integer check (within_days > 0),
  in_use      boolean not null default true
);
insert into completeness_item (item, weight, within_days) values
  ('HEAD',             2, null), -- somebody is the head of the household today
  ('HEAD_NATIONAL_ID', 2, null),
  ('WORKER_ASSIGNED',  2, null),
  ('ASSESSMENT',       3, 365),
  ('PLAN_IN_FORCE',    3, null),
  ('PLAN_REVIEWED',    1, null), -- its review is not overdue
  ('CONTACT',          2, 60),
  ('CONSENT',          1, null);

create index assessment_last on assessment (family_id, assessed_on desc);
create index member_head on member (family_id) include (has_national_id) where relation = 'HEAD' and left_on is null;

create function completeness_checks(today date)
returns table (family_id uuid, unit ltree, item text, weight integer, within_days integer, present boolean)
language sql stable as $$
  select family.id, family.unit, asked.item, asked.weight, asked.within_days,
         case asked.item
           when 'HEAD' then exists (
             select from member where member.family_id = family.id and relation = 'HEAD' and left_on is null)
           when 'HEAD_NATIONAL_ID' then exists (
             select from member where member.family_id = family.id and relation = 'HEAD' and left_on is null
                and has_national_id)
           when 'WORKER_ASSIGNED' then exists (
             select from assignment where assignment.family_id = family.id and status = 'ACTIVE')
           when 'ASSESSMENT' then exists (
             select from assessment where assessment.family_id = family.id
                and assessed_on > today - coalesce(asked.within_days, 100000))
           when 'PLAN_IN_FORCE' then exists (
             select from plan where plan.family_id = family.id and approved_version is not null)
           when 'PLAN_REVIEWED' then exists (
             select from plan where plan.family_id = family.id and approved_version is not null
                and review_on >= today)
           when 'CONTACT' then exists (
             select from contact where contact.family_id = family.id and correction is null
                and happened_on > today - coalesce(asked.within_days, 100000))
           when 'CONSENT' then exists (
             select from consent where consent.family_id = family.id and during @> today)
         end
    from family
    cross join completeness_item as asked
   where asked.in_use and family.erased_at is null and family.merged_into is null
$$;
