create table voucher (
  id           uuid        primary key,
  request_id   uuid        not null unique references basket_request,
  vendor_id    uuid        not null references vendor,
  content      text        not null,
  issued_by    text        not null,
  issued_on    date        not null,
  content_hash text,
  signature    text,
  key_id       text,
  signed_by    text,
  signed_at    timestamptz,
  delivered_on date,
  version      bigint      not null default 1,
  check (num_nulls(content_hash, signature, key_id, signed_by, signed_at) in (0, 5)),
  constraint delivered_only_if_signed check (delivered_on is null or signature is not null)
);
create index voucher_vendor on voucher (vendor_id);
comment on column voucher.content is 'What is signed: canonical JSON (RFC 8785), without anything of the family';
comment on column voucher.content_hash is 'SHA-256 of the content, in hexadecimal';

create table payment (
  id         uuid   primary key,
  voucher_id uuid   not null unique references voucher,
  amount     bigint not null check (amount > 0),
  paid_by    text   not null,
  paid_on    date   not null
);
