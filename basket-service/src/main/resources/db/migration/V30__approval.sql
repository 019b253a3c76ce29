-- Which tier decides on a request: one expression (CEL) for each day from which it counts, with the
-- number of members who must vote and the days for deciding in each of the four tiers.
create table routing_policy (
  id         uuid        primary key default uuidv7(),
  valid_from date        not null unique,
  expression text        not null check (length(expression) between 1 and 2000),
  quorums    integer[]   not null check (array_ndims(quorums) = 1 and cardinality(quorums) = 4
                                         and 1 <= all (quorums) and 9 >= all (quorums)),
  deadlines  integer[]   not null check (array_ndims(deadlines) = 1 and cardinality(deadlines) = 4
                                         and 1 <= all (deadlines) and 365 >= all (deadlines)),
  changed_by text        not null,
  changed_at timestamptz not null default now(),
  version    bigint      not null default 1
);
comment on table routing_policy is
  'The sources name neither amounts nor tiers nor deadlines; the first row is ours, a start to be changed';
comment on column routing_policy.quorums is 'Of the tiers 1 to 4: so many members vote; 1 is no committee';
comment on column routing_policy.deadlines is 'Of the tiers 1 to 4: days to decide, then the next tier does';
insert into routing_policy (valid_from, expression, quorums, deadlines, changed_by) values
  ('2015-01-01',
   'amount <= shekels(1000) ? TEAM_LEAD : amount <= shekels(10000) ? DEPARTMENT_HEAD : amount <= shekels(30000) ? DISTRICT : NATIONAL',
   '{1,1,1,1}', '{7,7,7,7}', 'migration');
drop table approval_policy;

-- No approvals in a unit and below it between two days, both included.
create table approval_freeze (
  id         uuid        primary key default uuidv7(),
  unit       ltree       not null,
  first_day  date        not null,
  last_day   date        not null check (last_day >= first_day),
  reason     text        not null
    check (reason in ('BUDGET_USED_UP', 'YEAR_END', 'INSPECTION', 'EMERGENCY', 'OTHER')),
  changed_by text        not null,
  changed_at timestamptz not null default now(),
  version    bigint      not null default 1
);
create index approval_freeze_unit on approval_freeze using gist (unit);

-- What a category may be spent on: purposes, a cap per family in a window, whether a goal of the
-- family's plan is needed. The pattern is that of other programmes; no amount here is a source's.
create table spending_rule (
  id            uuid        primary key default uuidv7(),
  code          text        not null unique,
  valid_from    date        not null,
  valid_until   date        check (valid_until >= valid_from),
  category      text        not null references category,
  aspect        text        check (aspect in ('FAMILY_AND_PARENTING', 'RIGHTS', 'BASIC_NEEDS')),
  unit          ltree       not null,
  purposes      text[]      not null default '{}',
  cap           bigint      check (cap > 0),
  window_months integer     check (window_months between 1 and 120),
  needs_goal    boolean     not null default false,
  changed_by    text        not null,
  changed_at    timestamptz not null default now(),
  version       bigint      not null default 1,
  constraint a_cap_has_its_window check ((cap is null) = (window_months is null))
);
create index spending_rule_category on spending_rule (category, valid_from);
comment on column spending_rule.cap is 'In agorot: what one family gets in the category within the window';

-- Who changed which rule when, from what to what. Written by the tables themselves.
create table rule_change (
  id         bigint      generated always as identity primary key,
  rule       text        not null,
  rule_id    uuid        not null,
  before     jsonb,
  after      jsonb       not null,
  changed_by text        not null,
  changed_at timestamptz not null default now()
);
create index rule_change_rule on rule_change (rule, rule_id, id);
create function keep_rule_change() returns trigger language plpgsql as $$
begin
  insert into rule_change (rule, rule_id, before, after, changed_by)
  values (tg_table_name, new.id, case when tg_op = 'UPDATE' then to_jsonb(old) end, to_jsonb(new),
          new.changed_by);
  return null;
end $$;
create trigger routing_policy_is_audited after insert or update on routing_policy
  for each row execute function keep_rule_change();
create trigger approval_freeze_is_audited after insert or update on approval_freeze
  for each row execute function keep_rule_change();
create trigger spending_rule_is_audited after insert or update on spending_rule
  for each row execute function keep_rule_change();
create trigger rule_change_stays before update or delete or truncate on rule_change
  for each statement execute function refuse_change();
create trigger routing_policy_is_kept before delete or truncate on routing_policy
  for each statement execute function refuse_change();
create trigger approval_freeze_is_kept before delete or truncate on approval_freeze
  for each statement execute function refuse_change();
create trigger spending_rule_is_kept before delete or truncate on spending_rule
  for each statement execute function refuse_change();
