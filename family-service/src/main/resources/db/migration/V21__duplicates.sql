create index member_birth_date on member (birth_date);

create table duplicate_rule_set (
  version    bigint primary key,
  valid_from date not null,
  show_from  smallint not null check (show_from between 1 and 100),
  changed_by text not null,
  changed_at timestamptz not null default now()
);
comment on table duplicate_rule_set is 'Versions of the rules, none of which is ever changed; the newest whose day has come is used';

create table duplicate_rule (
  version   bigint not null references duplicate_rule_set,
  code      text not null,
  weight    smallint not null check (weight between 0 and 100),
  threshold smallint not null check (threshold between 0 and 100),
  primary key (version, code)
);

-- Ours, a start to be changed by adding a version: no source names rules. In hundredths.
insert into duplicate_rule_set (version, valid_from, show_from, changed_by)
values (1, '2015-01-01', 60, 'retzef');
insert into duplicate_rule (version, code, weight, threshold) values
  (1, 'SAME_NATIONAL_ID',                    97, 100),
  (1, 'SIMILAR_NAME_AND_BIRTH_DATE',         85, 75),
  (1, 'SIMILAR_NAME_AND_SWAPPED_BIRTH_DATE', 70, 75),
  (1, 'SAME_CHILD_NATIONAL_ID',              50, 100),
  (1, 'SIMILAR_NAME_AND_ALMOST_BIRTH_DATE',  45, 90),
  (1, 'SIMILAR_GIVEN_NAME_AND_BIRTH_DATE',   45, 75),
  (1, 'SIMILAR_CHILD',                       40, 75),
  (1, 'SAME_PHONE',                          35, 100),
  (1, 'SAME_ADDRESS',                        20, 90);

create table duplicate_verdict (
  family_a   uuid not null references family,
  family_b   uuid not null references family,
  verdict    text not null check (verdict in ('NOT_THE_SAME', 'UNDECIDED')),
  decided_by text not null,
  decided_at timestamptz not null default now(),
  primary key (family_a, family_b),
  check (family_a < family_b)
);
create index duplicate_verdict_b on duplicate_verdict (family_b);
comment on table duplicate_verdict is 'That two families are not the same, said by whoever looked at both';
