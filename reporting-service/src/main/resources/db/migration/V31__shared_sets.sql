create table shared_family (
  family_id uuid    primary key,
  household jsonb   not null,
  counts    boolean not null
);
comment on column shared_family.counts is 'Not erased, and not part of another family';

create table shared_release (
  as_of   date        primary key,
  made_at timestamptz not null default now()
);

-- What a release shows in groups of k. Every number is a multiple of k.
create table shared_release_cell (
  as_of     date    not null references shared_release,
  k         integer not null,
  place     text    not null,
  programme text,
  age_from  integer,
  families  integer not null check (families > 0 and families % k = 0),
  unique nulls not distinct (as_of, k, place, programme, age_from)
);
