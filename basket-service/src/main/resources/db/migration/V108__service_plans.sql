-- What authorities plan for their residents [S2]: one plan for each authority and year.
create table service_plan (
  id               uuid    primary key,
  unit             ltree   not null,
  year             integer not null check (year between 2000 and 2100),
  status           text    not null default 'DRAFT'
                   check (status in ('DRAFT', 'SUBMITTED', 'APPROVED', 'STARTED', 'SUPERVISED', 'CLOSED')),
  edition          integer not null default 0,
  community_budget bigint  check (community_budget >= 0),
  reserve          bigint  not null default 0 check (reserve >= 0),
  grounds          jsonb   not null,
  submitted_by     text,
  approved_by      text,
  approved_on      date,
  version          bigint  not null default 0,
  constraint one_plan_for_authority_and_year unique (unit, year),
  constraint a_second_person_approves check (approved_by <> submitted_by)
);
comment on column service_plan.community_budget is 'In agorot, of the year; null until the ministry told it';
comment on column service_plan.edition is 'How often it was approved';

create table service_plan_station (
  plan_id uuid    not null references service_plan,
  station integer not null check (station between 1 and 6),
  status  text    not null check (status in ('OPEN', 'DONE', 'SKIPPED')),
  note    text,
  entries jsonb   not null,
  version bigint  not null,
  primary key (plan_id, station),
  constraint who_skips_says_why check (status <> 'SKIPPED' or note is not null)
);

create table service_plan_item (
  id             uuid    primary key,
  plan_id        uuid    not null references service_plan,
  name           text    not null,
  goals          text[]  not null check (cardinality(goals) > 0),
  self_developed boolean not null,
  outcome        text,
  output         text,
  inputs         text,
  cost           bigint  check (cost >= 0),
  participants   integer not null check (participants >= 0),
  group_size     integer not null check (group_size > 0),
  frequency      text    not null,
  origin         uuid,
  origin_unit    ltree,
  origin_year    integer,
  approved       boolean not null default false,
  version        bigint  not null,
  constraint outcome_before_output_before_cost
    check ((output is null or outcome is not null) and (cost is null or output is not null)),
  check (num_nulls(origin, origin_unit, origin_year) in (0, 3))
);
create index service_plan_item_plan on service_plan_item (plan_id, id);
create index service_plan_innovation on service_plan_item (id) where approved and self_developed;
comment on column service_plan_item.cost is 'In agorot, of the year';
comment on column service_plan_item.origin is 'The service it was taken over from, which may be gone by now';

create table service_plan_note (
  id            uuid        primary key,
  plan_id       uuid        not null references service_plan,
  phase         text        check (phase in ('PLANNING', 'INTERVENTION', 'MONITORING', 'LEARNING')),
  text          text        not null,
  written_by    text        not null,
  from_ministry boolean     not null,
  written_at    timestamptz not null
);
create index service_plan_note_plan on service_plan_note (plan_id, id);
comment on column service_plan_note.phase is 'Of the loop of learning; null for a comment';
create trigger service_plan_note_stays before update or delete or truncate on service_plan_note
  for each statement execute function refuse_change();

create table service_plan_change (
  plan_id    uuid        not null references service_plan,
  version    bigint      not null,
  what       text        not null,
  detail     jsonb       not null,
  changed_by text        not null,
  changed_at timestamptz not null default now(),
  primary key (plan_id, version)
);
create trigger service_plan_change_stays before update or delete or truncate on service_plan_change
  for each statement execute function refuse_change();
