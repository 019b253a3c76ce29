create table plan (
  id               uuid primary key,
  family_id        uuid not null references family,
  approved_version integer,
  review_on        date,
  version          bigint not null default 1
);
create index plan_family on plan (family_id);
create index plan_review on plan (review_on, id) where approved_version is not null;
comment on column plan.review_on is 'When the version in force is to be looked at again';

create table plan_version (
  plan_id     uuid not null references plan,
  number      integer not null check (number >= 1),
  status      text not null check (status in ('DRAFT', 'SUBMITTED', 'APPROVED', 'RETURNED')),
  authors     text[] not null check (cardinality(authors) > 0),
  review_on   date not null,
  decided_by  text,
  decided_at  timestamptz,
  sealed_note bytea,
  primary key (plan_id, number),
  check (num_nulls(decided_by, decided_at) in (0, 2)),
  check (status not in ('APPROVED', 'RETURNED') or decided_by is not null),
  check (status <> 'APPROVED' or decided_by <> all (authors))
);
comment on column plan_version.authors is 'Who wrote in it; none of them may approve it';

create table plan_goal (
  plan_id      uuid not null,
  number       integer not null,
  id           uuid not null,
  domain       text not null
    check (domain in ('MATERIAL_RESOURCES', 'SOCIAL_CAPITAL', 'FAMILY_DYNAMICS', 'WORLD_VIEW',
                      'EMPLOYMENT', 'FAMILY_ECONOMICS', 'DEBTS', 'COMMUNITY')),
  aspect       text not null check (aspect in ('FAMILY_AND_PARENTING', 'RIGHTS', 'BASIC_NEEDS')),
  sealed_words bytea not null,
  due_on       date not null,
  worker       text not null,
  primary key (plan_id, number, id),
  foreign key (plan_id, number) references plan_version
);
comment on column plan_goal.id is 'Stays from version to version';
comment on column plan_goal.sealed_words is 'Goal, target and indicator, encrypted with the family''s key';

create table plan_goal_progress (
  seq         bigint primary key generated always as identity,
  goal_id     uuid not null,
  progress    text not null check (progress in ('OPEN', 'IN_PROGRESS', 'REACHED', 'PARTLY_REACHED', 'DROPPED')),
  recorded_by text not null,
  recorded_at timestamptz not null default now()
);
create index plan_goal_progress_goal on plan_goal_progress (goal_id, seq desc);

-- What was approved stays as it was approved, whatever a program does.
create trigger approved_version_never_changes before update or delete on plan_version
  for each row when (old.status = 'APPROVED') execute function refuse_rewriting();

create function refuse_goals_of_settled_versions() returns trigger language plpgsql as $$
begin
  if exists (select from plan_version
              where plan_id = coalesce(new.plan_id, old.plan_id) and number = coalesce(new.number, old.number)
                and status in ('SUBMITTED', 'APPROVED')) then
    raise exception 'Goals of a submitted or approved plan are not rewritten' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger settled_goals_never_change before insert or update or delete on plan_goal
  for each row execute function refuse_goals_of_settled_versions();
