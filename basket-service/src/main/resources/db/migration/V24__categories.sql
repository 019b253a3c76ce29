alter table category
  add valid_from  date   not null default '2015-01-01',
  add valid_until date,
  add version     bigint not null default 1,
  add check (valid_until >= valid_from);

create table category_change (
  code       text        not null references category,
  version    bigint      not null,
  changed_by text        not null,
  changed_at timestamptz not null default now(),
  before     jsonb,
  after      jsonb       not null,
  primary key (code, version)
);
create trigger category_change_stays before update or delete or truncate on category_change
  for each statement execute function refuse_change();
