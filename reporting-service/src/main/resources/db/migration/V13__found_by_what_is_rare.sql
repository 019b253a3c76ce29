-- The fold looks facts up by their source or by who counts. Without statistics of a fresh database,
-- or of an edition that was begun a minute ago, two indexes that begin with the edition and the
-- measure look alike to the planner, and it read a whole measure to find one source. Now each
-- begins with what few rows share, and only one can be meant.
alter table fact drop constraint fact_pkey, add primary key (source, measure, part, edition);
drop index fact_counted, fact_family;
create index fact_counted on fact (measure, counted, edition);
create index fact_family on fact (counted, edition) where family is not null;

alter table merged_family
  drop constraint merged_family_pkey, add primary key (merge_id, edition);
drop index merged_family_family;
create index merged_family_family on merged_family (family, merge_id, edition);
