create table audit_line (
  id       bigint generated always as identity,
  at       timestamptz not null default clock_timestamp(),
  actor    text not null,
  roles    text[] not null,
  unit     ltree not null,
  client   text,
  purpose  text,
  method   text not null,
  route    text not null,
  object   text,
  families uuid[] not null,
  status   smallint not null,
  trace_id text,
  position bigint,
  hash     bytea,
  primary key (id, at),
  check ((position is null) = (hash is null))
) partition by range (at);
create index audit_line_families on audit_line using gin (families);
create index audit_line_actor on audit_line (actor, id);
create index audit_line_position on audit_line (position);
create index audit_line_unsealed on audit_line (id) where position is null;
comment on table audit_line is 'Who read or changed which family''s file, or was refused; never what stands in it';
comment on column audit_line.unit is 'The actor''s';
comment on column audit_line.position is 'Its place in the chain, given once when it is sealed';
comment on column audit_line.hash is 'SHA-256 of the hash before it and of the line''s content';

create table audit_seal (
  position  bigint primary key,
  hash      bytea not null,
  lines     integer not null,
  sealed_at timestamptz not null default now()
);
comment on table audit_seal is 'The chain''s head after each sealing';

create table audit_stub (
  position bigint primary key,
  hash     bytea not null
);
comment on table audit_stub is 'What stays of lines whose time was over, where the chain still leans on them';

create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and tg_table_name like 'audit_line%' then
    if old.position is null and new.position is not null
       and to_jsonb(new) - '{position,hash}'::text[] = to_jsonb(old) - '{position,hash}'::text[] then
      return new; -- sealing
    end if;
  end if;
  raise exception 'what stands in the audit log stays as it is' using errcode = 'insufficient_privilege';
end $$;

create trigger audit_line_stays before update or delete on audit_line
  for each row execute function refuse_change_of_audit();
create trigger audit_line_is_not_emptied before truncate on audit_line
  for each statement execute function refuse_change_of_audit();
create trigger audit_seal_stays before update or delete on audit_seal
  for each row execute function refuse_change_of_audit();
create trigger audit_seal_is_not_emptied before truncate on audit_seal
  for each statement execute function refuse_change_of_audit();
create trigger audit_stub_stays before update or delete on audit_stub
  for each row execute function refuse_change_of_audit();
create trigger audit_stub_is_not_emptied before truncate on audit_stub
  for each statement execute function refuse_change_of_audit();

-- The tables of this month and of some ahead; months are UTC.
create function make_audit_months(ahead integer) returns void language plpgsql as $$
declare
  first_day date;
  name      text;
begin
  perform pg_advisory_xact_lock(hashtext('audit_line months'));
  for month in 0..ahead loop
    first_day := date_trunc('month', now() at time zone 'UTC') + make_interval(months => month);
    name := 'audit_line_' || to_char(first_day, 'YYYYMM');
    if to_regclass(name) is null then
      execute format('create table %I partition of audit_line for values from (%L) to (%L)', name,
        first_day || ' 00:00+00', (first_day + interval '1 month')::date || ' 00:00+00');
      execute format('create trigger %I before truncate on %I'
        ' for each statement execute function refuse_change_of_audit()', name || '_is_not_emptied', name);
    end if;
  end loop;
end $$;
select make_audit_months(3);

-- For who runs the service, by hand: forgets the oldest month once its 24 months are over.
create function forget_audit_month(first_day date) returns void language plpgsql as $$
declare
  name     text := 'audit_line_' || to_char(first_day, 'YYYYMM');
  next_one date := (first_day + interval '1 month')::date;
begin
  if first_day <> date_trunc('month', first_day)::date then
    raise exception '% is not the first day of a month', first_day;
  end if;
  if next_one > (now() at time zone 'UTC' - interval '24 months')::date then
    raise exception 'the audit log of % is kept for 24 months', to_char(first_day, 'YYYY-MM');
  end if;
  if exists (select from audit_line where at < next_one::timestamp at time zone 'UTC' and position is null) then
    raise exception 'some lines of that month are not sealed yet';
  end if;
  if exists (select from audit_line where at < first_day::timestamp at time zone 'UTC') then
    raise exception 'an older month is there: the oldest goes first';
  end if;
  insert into audit_stub (position, hash)
  select position, hash from audit_line
   where at < next_one::timestamp at time zone 'UTC'
     and position >= (select coalesce(min(kept.position) - 1, (select max(position) from audit_seal))
                        from audit_line kept where kept.at >= next_one::timestamp at time zone 'UTC')
  on conflict do nothing;
  execute format('drop table %I', name);
end $$;
