create table right_version (
  code         text collate "C" not null check (code ~ '^[A-Z][A-Z0-9_]{1,59}$'),
  version      integer not null check (version > 0),
  published_on date not null,
  replaced_on  date check (replaced_on >= published_on),
  category     text not null,
  name_he      text not null check (name_he <> ''),
  name_en      text,
  name_ar      text,
  body_he      text not null check (body_he <> ''),
  body_en      text,
  conditions   jsonb not null check (jsonb_array_length(conditions) > 0),
  benefit_en   text not null,
  steps_en     text[] not null,
  legal_basis  text,
  source_url   text not null check (source_url ~ '^https?://'),
  figures_year smallint check (figures_year between 1990 and 2100),
  confidence   text not null check (confidence in ('HIGH', 'MEDIUM', 'LOW')),
  primary key (code, version)
);
create unique index right_in_force on right_version (code) where replaced_on is null;
comment on table right_version is 'What the catalogue said of a right, and when; only replaced_on is ever written later';
comment on column right_version.replaced_on is 'First day of the next version; null for the one in force';
comment on column right_version.figures_year is 'Year of the amounts; null where the source gives none or there are none';
