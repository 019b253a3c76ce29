-- As before, but asked of each family in turn. Without "offset 0" the planner reads every family's head, plan and
-- consent in advance to answer for the fifty of a page. Whoever counts them all asks completeness_counts.
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
             select from consent where consent.family_id = family.id and during @> today offset 0)
         end
    from family
    cross join completeness_item as asked
   where asked.in_use and family.erased_at is null and family.merged_into is null
$$;
