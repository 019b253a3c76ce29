-- For whom a basket was opened: whose it is may change when families are merged.
alter table basket add column opened_for uuid;
update basket set opened_for = family_id;
alter table basket alter column opened_for set not null;
create index basket_opened_for on basket (opened_for);
create index receipt_basket on receipt (basket_id);

create table merged_family (
  merge_id    uuid  primary key,
  family_id   uuid  not null,
  survivor_id uuid  not null,
  unit        ltree not null
);
create index merged_family_family on merged_family (family_id, merge_id);
comment on table merged_family is 'Mergers that hold; of a family''s several the newest counts, and ids sort by their making';
comment on column merged_family.unit is 'The survivor''s';
