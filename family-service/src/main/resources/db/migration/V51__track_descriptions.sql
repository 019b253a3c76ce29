create table track_description (
  track        text not null references track,
  language     text not null check (language in ('he', 'ar', 'en')),
  target_group text not null,
  goals        text not null,
  uniqueness   text not null,
  primary key (track, language)
);
comment on table track_description is 'For whom a track is, what it wants and what sets it apart, in our own words';

alter table track
  add column source text not null default '',
  add column confirmed boolean not null default false;
comment on column track.source is 'Where the description comes from';
comment on column track.confirmed is 'Whether a source says it; if not, it was inferred and waits for the ministry''s word';

create index track_plan_unit on track_plan (unit, track);
alter table track_plan add column published_at timestamptz not null default now();
comment on column track_plan.version is 'Counts up for the same track, unit and period';
