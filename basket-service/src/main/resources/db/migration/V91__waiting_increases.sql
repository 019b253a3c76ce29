-- By how much a basket is to grow with its family as soon as its budget has that much (decision 0032).
alter table basket
  add waits_for   bigint not null default 0 check (waits_for >= 0),
  add waits_since timestamptz,
  add check ((waits_for > 0) = (waits_since is not null)),
  add check (waits_for = 0 or state = 'OPEN');
comment on column basket.waits_for is 'In agorot';
create index basket_increase_waiting on basket (budget, waits_since) where waits_for > 0;
