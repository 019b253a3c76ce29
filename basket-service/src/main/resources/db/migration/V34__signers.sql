-- A key for each signer. The private half is sealed with a key that lies outside the database.
create table signing_key (
  id             text        primary key,
  owner          text        not null,
  public_key     bytea       not null,
  sealed_private bytea       not null,
  created_at     timestamptz not null default now(),
  revoked_at     timestamptz,
  revoked_for    text        check (revoked_for in ('ROTATED', 'LEFT', 'COMPROMISED')),
  revoked_by     text,
  version        bigint      not null default 1,
  check (num_nulls(revoked_at, revoked_for, revoked_by) in (0, 3))
);
create unique index signing_key_active on signing_key (owner) where revoked_at is null;
comment on column signing_key.id is 'The first 16 hexadecimal digits of the public key''s SHA-256';
comment on column signing_key.owner is 'The subject of the signer''s token: stable, not a name; never published';
create function keep_keys() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' or old.revoked_at is not null
     or (new.id, new.owner, new.public_key, new.sealed_private, new.created_at)
        is distinct from (old.id, old.owner, old.public_key, old.sealed_private, old.created_at) then
    raise exception '% of signing_key is refused', tg_op using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger signing_key_is_only_revoked before update or delete on signing_key
  for each row execute function keep_keys();

-- Where vouchers are signed electronically: the row of the nearest unit above counts, the newest of
-- its days that have come. Elsewhere they are signed on paper, and that is noted.
create table electronic_signing (
  id         uuid        primary key default uuidv7(),
  unit       ltree       not null,
  first_day  date        not null,
  enabled    boolean     not null,
  changed_by text        not null,
  changed_at timestamptz not null default now(),
  unique (unit, first_day)
);
insert into electronic_signing (unit, first_day, enabled, changed_by) values
  ('IL',                   '2015-01-01', true, 'migration'),
  ('IL.HAIFA_NORTH.A1020', '2020-09-01', true, 'migration');
comment on table electronic_signing is
  'Or Akiva (A1020) was the pilot told of in September 2020; that the rest of the country is on is ours';
create trigger electronic_signing_is_audited after insert or update on electronic_signing
  for each row execute function keep_rule_change();
create trigger electronic_signing_is_kept before update or delete or truncate on electronic_signing
  for each statement execute function refuse_change();

alter table voucher
  add column verify_hash     bytea unique,
  add column paper_signed_on date,
  add column paper_noted_by  text,
  add constraint a_paper_signature_is_noted_by_somebody
    check ((paper_signed_on is null) = (paper_noted_by is null)),
  drop constraint delivered_only_if_signed,
  add constraint delivered_only_if_signed
    check (delivered_on is null or signature is not null or paper_signed_on is not null);
comment on column voucher.verify_hash is 'SHA-256 of the token behind the voucher''s QR code';

create or replace function add_delivery() returns trigger language plpgsql as $$
begin
  update voucher set delivered = delivered + new.amount where id = new.voucher_id
     and (signature is not null or paper_signed_on is not null)
     and (valid_until is null or valid_until >= (now() at time zone 'Asia/Jerusalem')::date);
  if not found then
    raise exception 'voucher % buys nothing', new.voucher_id using errcode = 'check_violation';
  end if;
  return null;
end $$;
