create table training_plan (
  id   uuid primary key,
  unit ltree not null,
  plan jsonb not null
);
create index training_plan_unit on training_plan using gist (unit);
comment on column training_plan.plan is 'Goal, seats, months and narrative as they were agreed';
