-- Erased families are facts under another name. Those that were erased before get theirs when all is
-- folded anew, if there are figures. An edition that was begun before is begun again.
create table erased_family (
  edition integer not null,
  id_hash bytea   not null,
  name    text collate "C" not null,
  primary key (id_hash, edition)
);
create unique index erased_family_name on erased_family (name, edition);
comment on table erased_family is 'What an erased family is called in facts and mergers; random, and its id''s SHA-256';
create index merged_family_survivor on merged_family (survivor, edition);
create index fact_of_merged on fact (family, edition) where family <> counted;

update report_edition
   set next = coalesce(next, live) + 1, next_has_steps = false
 where report = 'figures' and exists (select from fact);
