alter table programme add column kind text not null default 'POVERTY' check (kind in ('POVERTY', 'RISK'));
update programme set kind = 'RISK' where code in ('MIFGASH', 'SHVIL_MEITIV');
comment on column programme.kind is 'Whether it answers poverty or children''s risk [S0]; of HaShvil HaMeitiv inferred';

create table setup_step (
  code    text primary key,
  place   integer not null unique,
  applies text not null check (applies in ('ALWAYS', 'RISK_BESIDE_NOSHMIM')),
  name_he text not null,
  name_ar text not null,
  name_en text not null,
  source  text not null
);
comment on table setup_step is 'What is to be done before a programme opens in a department';

insert into setup_step (code, place, applies, name_he, name_ar, name_en, source) values
  ('MANAGEMENT_AND_SUPERVISION', 1, 'ALWAYS', 'סוכמו ניהול והדרכה משותפים', 'الاتفاق على إدارة وإرشاد مشتركين',
   'Shared management and supervision are agreed', 'S0: several programmes in one department share them'),
  ('STAFF_POSTS', 2, 'ALWAYS', 'אוישו משרות הצוות', 'مُلئت وظائف الطاقم', 'The posts of the team are filled', 'inferred; S1 tells of posts being filled'),
  ('INTERFACE_PLAN', 3, 'RISK_BESIDE_NOSHMIM', 'תוכנן ממשק עם נושמים לרווחה', 'خُطط للتنسيق مع نوشميم',
   'The interface with Noshmim is planned', 'S0: when a risk programme joins a Noshmim locality'),
  ('TRAINING', 4, 'ALWAYS', 'תוכננו הכשרות לצוות', 'خُطط لتأهيل الطاقم', 'The team''s training is planned', 'inferred from S0'),
  ('BUDGET_LINE', 5, 'ALWAYS', 'נקבע סעיף תקציב', 'حُدد بند الميزانية', 'The budget line is set', 'inferred from S0');

create table programme_setup (
  id         uuid primary key,
  department ltree not null references unit,
  programme  text not null references programme,
  started_on date not null,
  opened_on  date check (opened_on >= started_on),
  version    bigint not null,
  unique (department, programme)
);

create table programme_setup_step (
  setup_id uuid not null references programme_setup,
  step     text not null references setup_step,
  done_on  date,
  done_by  text,
  primary key (setup_id, step),
  check (num_nulls(done_on, done_by) in (0, 2))
);
comment on table programme_setup_step is 'The steps that applied when the set-up began';

create table shared_role (
  id         uuid primary key default uuidv7(),
  department ltree not null references unit,
  role       text not null check (role in ('MANAGEMENT', 'SUPERVISION')),
  holder     text not null,
  during     daterange not null,
  exclude using gist (department with =, role with =, during with &&)
);
comment on table shared_role is 'Who manages and who supervises all programmes of a department: one each, whatever the number of programmes';
