-- A new signature takes the place of one whose key counts no more; the old one stays as evidence,
-- whoever takes it away. Its content stays with the voucher.
create table former_signature (
  id           uuid        primary key default uuidv7(),
  voucher_id   uuid        not null references voucher,
  signature    text        not null,
  content_hash text        not null,
  key_id       text        not null,
  signed_by    text        not null,
  signed_at    timestamptz not null,
  replaced_at  timestamptz not null default now()
);
create index former_signature_voucher on former_signature (voucher_id);
create function keep_signature() returns trigger language plpgsql as $$
begin
  insert into former_signature (voucher_id, signature, content_hash, key_id, signed_by, signed_at)
  values (old.id, old.signature, old.content_hash, old.key_id, old.signed_by, old.signed_at);
  return null;
end $$;
create trigger voucher_keeps_its_signatures after update of signature on voucher
  for each row when (old.signature is not null and new.signature is distinct from old.signature)
  execute function keep_signature();
create trigger former_signature_stays before update or delete or truncate on former_signature
  for each statement execute function refuse_change();
