create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception 'What is told in % is not rewritten', tg_table_name using errcode = 'restrict_violation';
end $$;

create table assessment_form (
  code          text not null check (code ~ '^[A-Z][A-Z0-9_]{1,59}$'),
  version       integer not null check (version >= 1),
  in_force_from date not null,
  definition    jsonb not null,
  published_by  text not null,
  published_at  timestamptz not null default now(),
  primary key (code, version),
  unique (code, in_force_from)
);
create trigger published_form_never_changes before update or delete on assessment_form
  for each row execute function refuse_rewriting();

create table emergency_overlay (
  id          uuid primary key,
  unit        ltree not null references unit,
  name        text not null,
  form        text not null,
  during      daterange not null,
  declared_by text not null,
  version     bigint not null default 1,
  constraint one_overlay_of_a_unit_at_a_time exclude using gist (unit with =, during with &&)
);

create table assessment (
  id                   uuid primary key,
  family_id            uuid not null references family,
  unit                 ltree not null,
  assessed_on          date not null,
  form                 text not null,
  form_version         integer not null,
  overlay_id           uuid references emergency_overlay,
  overlay_form         text,
  overlay_form_version integer,
  answers              jsonb not null,
  sealed_texts         bytea,
  recorded_by          text not null,
  recorded_at          timestamptz not null,
  foreign key (form, form_version) references assessment_form,
  foreign key (overlay_form, overlay_form_version) references assessment_form,
  check (num_nulls(overlay_id, overlay_form, overlay_form_version) in (0, 3))
);
create index assessment_family on assessment (family_id, id desc);
create index assessment_unit on assessment using gist (unit, assessed_on);
create index assessment_overlay on assessment (overlay_id) where overlay_id is not null;
create trigger answers_never_change before update of answers, form, form_version, overlay_form_version on assessment
  for each row execute function refuse_rewriting();
comment on column assessment.unit is 'The family''s department on that day';
comment on column assessment.answers is 'What can be counted, by field; of a question for each member: by member';
comment on column assessment.sealed_texts is 'What was written in words, encrypted with the family''s key';

-- One row per code of an answer; and one without a code per answer, which is what shares are of. An
-- answer for each member is an object by member, several choices are an array.
create function coded_answer(answer jsonb) returns table (code text)
language sql immutable parallel safe as $$
  select null where jsonb_typeof(answer) <> 'object'
  union all
  select answer #>> '{}' where jsonb_typeof(answer) not in ('object', 'array')
  union all
  select chosen from jsonb_array_elements_text(case jsonb_typeof(answer) when 'array' then answer end) as chosen
  union all
  select one.code
    from jsonb_each_text(case jsonb_typeof(answer) when 'object' then answer end) as member,
         lateral (values (null), (member.value)) as one (code)
$$;
