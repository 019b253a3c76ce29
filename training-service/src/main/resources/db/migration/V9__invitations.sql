create table invitation (
  id              uuid primary key default uuidv7(),
  registration_id uuid not null references registration,
  sequence        integer not null,
  says            text not null check (says in ('TENTATIVE', 'CONFIRMED', 'CANCELLED')),
  state           text not null default 'DUE' check (state in ('DUE', 'SENT', 'STUCK')),
  next_try_at     timestamptz not null default now(),
  attempts        integer not null default 0,
  failure         text,
  unique (registration_id, sequence),
  check ((state = 'STUCK') <= (failure is not null))
);
create index invitation_due on invitation (next_try_at) where state = 'DUE';
comment on column invitation.sequence is 'Rises with each mail about one session to one trainee; by it calendar programs know the newest';
comment on column invitation.says is 'The status of the session for this trainee, as iCalendar names it';
