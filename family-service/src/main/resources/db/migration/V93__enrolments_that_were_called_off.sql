-- One that was called off ended before it began: its period is empty and stands in nobody's way.
alter table enrolment
  drop constraint one_enrolment_in_a_track_at_a_time,
  drop constraint enrolment_check,
  add check (end_date >= start_date or outcome = 'LEFT'),
  add constraint one_enrolment_in_a_track_at_a_time
    exclude using gist (
      family_id with =, track with =,
      daterange(start_date, case when end_date < start_date then start_date else end_date + 1 end) with &&);
comment on column enrolment.end_date is 'The last day; a day before the first where it was called off and never was';
