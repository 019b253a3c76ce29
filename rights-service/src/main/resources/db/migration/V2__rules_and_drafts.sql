create extension if not exists ltree;

alter table right_version
  add column valid_from     date,
  add column valid_to       date check (valid_to >= valid_from),
  add column documents_en   text[],
  add column sensitive      boolean not null default false,
  add column source_session uuid;
comment on column right_version.valid_from is 'First day on which it gives anything; null where that is not bounded';
comment on column right_version.valid_to is 'Last day; a temporary benefit has one';
comment on column right_version.sensitive is 'It asks what is not spoken of unasked, so it stands in no list of families and in no event';
comment on column right_version.source_session is 'The training session from whose suggestion the version came';

create table parameter (
  code text collate "C" primary key check (code ~ '^[A-Z][A-Z0-9_]{1,59}\.[A-Za-z0-9]{1,80}$'),
  kind text not null check (kind in ('AMOUNT', 'TABLE_BY_HOUSEHOLD_SIZE', 'FORMULA_BY_HOUSEHOLD_SIZE')),
  unit text
);
comment on table parameter is 'Amounts and tables that rules name; their values have dates of their own';

create table parameter_value (
  id         bigint generated always as identity primary key,
  code       text collate "C" not null references parameter,
  valid_from date not null,
  value      jsonb not null,
  source_url text not null,
  set_by     text not null
);
create index parameter_value_on_a_day on parameter_value (code, valid_from desc, id desc);
comment on table parameter_value is 'Append only: of two values for the same day the later row holds';

create table suggestion (
  id             uuid primary key,
  unit           ltree not null,
  made_by        text not null,
  right_code     text collate "C",
  source_session uuid,
  words          text not null,
  status         text not null check (status in ('OPEN', 'PUBLISHED', 'REFUSED')),
  refusal        text,
  published_code    text collate "C",
  published_version integer,
  made_at        timestamptz not null,
  version        bigint not null default 1,
  check ((status = 'PUBLISHED') = (published_version is not null)),
  check ((status = 'REFUSED') = (refusal is not null))
);
create index suggestion_open on suggestion (id) where status = 'OPEN';
create index suggestion_unit on suggestion using gist (unit);

create table right_draft (
  id         uuid primary key,
  code       text collate "C" not null,
  content    jsonb not null,
  suggestion uuid references suggestion,
  status     text not null check (status in ('DRAFT', 'IN_REVIEW', 'PUBLISHED', 'RETURNED')),
  author     text not null,
  reviewer   text check (reviewer <> author),
  note       text,
  published_version integer,
  changed_at timestamptz not null,
  version    bigint not null default 1
);
create index right_draft_suggestion on right_draft (suggestion);
comment on column right_draft.reviewer is 'Who published or returned it; never its author';
