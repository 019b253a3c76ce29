create table questionnaire (
  id               uuid primary key,
  audience         text not null check (audience in ('FAMILY', 'WORKER', 'SERVICE_USER')),
  mode             text not null check (mode in ('ROUTINE', 'EMERGENCY')),
  name_he          text not null,
  name_ar          text,
  name_en          text,
  published_number integer,
  version          bigint not null default 1
);

create table questionnaire_version (
  questionnaire_id uuid not null references questionnaire,
  number           integer not null check (number >= 1),
  status           text not null check (status in ('DRAFT', 'PUBLISHED')),
  definition       jsonb not null,
  written_by       text not null,
  published_at     timestamptz,
  primary key (questionnaire_id, number),
  check ((published_at is not null) = (status = 'PUBLISHED'))
);
create trigger published_questionnaire_never_changes before update or delete on questionnaire_version
  for each row when (old.status = 'PUBLISHED') execute function refuse_rewriting();

create table questionnaire_distribution (
  id               uuid primary key,
  questionnaire_id uuid not null,
  number           integer not null,
  unit             ltree not null references unit,
  named            boolean not null,
  asked            integer not null check (asked >= 0),
  answered         integer not null default 0 check (answered between 0 and asked),
  handed_out_by    text not null,
  handed_out_at    timestamptz not null,
  foreign key (questionnaire_id, number) references questionnaire_version
);
create index questionnaire_distribution_of on questionnaire_distribution (questionnaire_id, id);

create table questionnaire_invitation (
  distribution_id uuid not null references questionnaire_distribution,
  mark            bigint not null,
  answered        boolean not null default false,
  primary key (distribution_id, mark)
);
comment on column questionnaire_invitation.mark is 'Who is asked, as an HMAC with a key outside the database';

-- No column leads to an invitation, and the id tells no time.
create table questionnaire_response (
  id               uuid primary key,
  distribution_id  uuid not null references questionnaire_distribution,
  questionnaire_id uuid not null,
  number           integer not null,
  unit             ltree not null,
  language         text not null,
  answers          jsonb not null,
  answered_on      date not null,
  foreign key (questionnaire_id, number) references questionnaire_version
);
create index questionnaire_response_of on questionnaire_response (questionnaire_id, number);
create index questionnaire_response_distribution on questionnaire_response (distribution_id);
create trigger given_answers_never_change before update on questionnaire_response
  for each row execute function refuse_rewriting();
