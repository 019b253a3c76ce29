-- What can be asked for only where and while there is an emergency, as family-service tells of it.
alter table category add emergency_only boolean not null default false;
comment on column category.emergency_only is
  'Asked for only in the units of an emergency and below them, on its days';

create table emergency (
  id        uuid  primary key,
  unit      ltree not null,
  first_day date  not null,
  last_day  date
);

create function in_emergency(of_unit ltree, on_day date) returns boolean stable
language sql as $$
  select exists (select from emergency
                  where of_unit <@ unit and on_day between first_day and coalesce(last_day, 'infinity'))
$$;

insert into category (code, name_he, name_ar, name_en, name_ru, name_am, emergency_only) values
  ('EMERGENCY_EQUIPMENT', 'ציוד לשעת חירום', 'معدات الطوارئ', 'Emergency equipment',
   'Оснащение на случай ЧС', 'የአደጋ ጊዜ ዕቃ', true);
