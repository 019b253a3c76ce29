alter table unit
  add column opened_on date,
  add column closed_on date,
  add constraint unit_closes_after_it_opened check (closed_on >= opened_on);
comment on column unit.opened_on is 'First day; null where nobody knows it, and then it counts as always open';
comment on column unit.closed_on is 'Last day';

create table centre_locality (
  centre   ltree not null references unit,
  locality ltree not null references unit,
  during   daterange not null,
  constraint one_service_of_a_locality_by_a_centre_at_a_time
    exclude using gist (centre with =, locality with =, during with &&)
);
create index centre_locality_locality on centre_locality using gist (locality);
comment on table centre_locality is 'Which localities an Otzma centre serves, and when: many to many, 122 centres in 113 localities [S1]';

insert into centre_locality (centre, locality, during)
select path, subpath(path, 0, 3), daterange(null, null) from unit where kind = 'OTZMA_CENTRE';

create index enrolment_track on enrolment (track, start_date);
