-- Whom something was given to: whose it counts as may change when families are merged.
alter table donation_distribution add column given_to uuid;
update donation_distribution set given_to = family_id;
alter table donation_distribution alter column given_to set not null;
create index donation_distribution_given_to on donation_distribution (given_to);

update donation_distribution
   set family_id = merged.survivor_id, unit = merged.unit
  from (select distinct on (family_id) family_id, survivor_id, unit
          from merged_family order by family_id, merge_id desc) merged
 where merged.family_id = given_to;
