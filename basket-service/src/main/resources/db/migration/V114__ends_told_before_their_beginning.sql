-- Of enrolments that are told of by another family, which took theirs in: no basket is known yet.
create table early_end (
  enrolment_id uuid primary key,
  end_date date not null
);
