create table partner_webhook (
  partner       text primary key references partner_agreement,
  url           text not null,
  sealed_secret bytea not null,
  sealed_former bytea,
  former_until  timestamptz,
  gone          boolean not null default false,
  set_at        timestamptz not null default now()
);
comment on column partner_webhook.sealed_former is 'The secret before the last change; signs beside the new one until former_until';
comment on column partner_webhook.gone is 'The address answered 410: nothing is sent until one is set anew';

create table webhook_delivery (
  change_id   uuid primary key references partner_change (id),
  partner     text not null,
  state       text not null default 'DUE' check (state in ('DUE', 'DELIVERED', 'DEAD')),
  next_try_at timestamptz not null default now(),
  attempts    integer not null default 0,
  failure     text,
  check ((state = 'DEAD') <= (failure is not null))
);
create index webhook_delivery_due on webhook_delivery (next_try_at) where state = 'DUE';
create index webhook_delivery_dead on webhook_delivery (partner, change_id) where state = 'DEAD';

create function deliver_partner_change() returns trigger language plpgsql as $$
begin
  insert into webhook_delivery (change_id, partner)
  select new.id, new.partner from partner_webhook where partner = new.partner and not gone;
  return null;
end $$;
create trigger partner_changes_are_delivered after insert on partner_change
  for each row execute function deliver_partner_change();
