create table emergency_overlay (
  id        uuid primary key,
  unit      ltree not null,
  form      text not null check (form ~ '^[A-Z][A-Z0-9_]{1,59}$'),
  first_day date not null,
  last_day  date
);
create index emergency_overlay_unit on emergency_overlay using gist (unit);
comment on table emergency_overlay is 'Emergencies as family-service declares them, in a unit and all below it: rights may hold for their time alone';

alter table known_family add column changed_at timestamptz;
comment on column known_family.changed_at is 'When the household last grew or shrank: what was found before may be otherwise now';

create function with_those_merged_into(family uuid) returns setof uuid language sql stable as $$
  with recursive one as (
    select id from known_family where id = family
    union
    select merged.id from known_family merged join one on merged.merged_into = one.id
  )
  select id from one
$$;
comment on function with_those_merged_into is 'A family, what was merged into it, and what was merged into that';

-- one row for each family that is not erased: whoever screens a family locks it, and reads it with the same statement
alter table family_answers alter column sealed drop not null;
insert into family_answers (family_id, changed_at)
select id, now() from known_family where erased_at is null
on conflict do nothing;
comment on column family_answers.sealed is 'All facts that were ever answered of the family with their days, encrypted with its key; null before the first';

alter table benefit_gap add column sensitive boolean not null default false;
comment on column benefit_gap.sensitive is 'The right is not named in the count, and by what it leaves the family out stands in the sealed trace alone';

alter table screening_run add column night date;
create unique index one_run_of_a_unit_each_night on screening_run (unit, night);
comment on column screening_run.night is 'The day before whose morning it was begun by itself; null for one that somebody asked for';
create index screening_made on screening (family_id, made_at desc);
