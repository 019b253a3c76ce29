-- Whom a fact of a family was told of at first: who counts may change when families are merged.
alter table headline_fact add column family text;
update headline_fact set family = counted
 where indicator like 'active_families_%' or indicator like 'graduated_families_%';
comment on column headline_fact.family is 'The family that was told of; null where no family counts';
create index headline_fact_counted on headline_fact (edition, counted) where family is not null;
create index headline_fact_source on headline_fact (edition, source) where family is not null;

create table headline_merged (
  edition  integer not null,
  merge_id uuid    not null,
  family   text    not null,
  survivor text    not null,
  primary key (edition, merge_id)
);
create index headline_merged_family on headline_merged (edition, family, merge_id);
comment on table headline_merged is 'Mergers that hold; of a family''s several the newest counts, and ids sort by their making';
