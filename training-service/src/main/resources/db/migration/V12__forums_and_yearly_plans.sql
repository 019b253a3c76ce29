create table meeting_series (
  id          uuid primary key,
  unit        ltree not null,
  name_he     text not null,
  every_weeks integer not null check (every_weeks between 1 and 53),
  first_on    date not null,
  last_on     date check (last_on >= first_on),
  bodies      text[] not null,
  version     bigint not null default 1
);
create index meeting_series_unit on meeting_series using gist (unit);
comment on table meeting_series is 'The routine of a forum: of the country, of a district, of an authority with its departments';

alter table steering_meeting add column series_id uuid references meeting_series;
create index steering_meeting_series on steering_meeting (series_id, held_on) where series_id is not null;

create table steering_approval (
  id          uuid primary key,
  meeting_id  uuid not null references steering_meeting,
  decision    integer not null,
  body        text not null,
  approved_on date,
  recorded_by text,
  version     bigint not null default 1,
  unique (meeting_id, decision, body),
  check (num_nulls(approved_on, recorded_by) in (0, 2))
);
comment on table steering_approval is 'Whose head must approve a decision: it counts as approved once every one of them has';

create table core_topic (
  code    text primary key,
  place   integer not null unique,
  reach   text not null check (reach in ('ENVELOPE', 'DEPARTMENT')),
  name_he text not null,
  name_ar text not null,
  name_en text not null
);
comment on table core_topic is 'Around what the yearly plans are built. The newsletter tells of core topics without naming them [S1]; these are the array''s stated aims [S0]';

insert into core_topic (code, place, reach, name_he, name_ar, name_en) values
  ('POOLED_RESOURCES', 1, 'ENVELOPE', 'איגום ותכלול משאבים', 'تجميع الموارد ودمجها', 'Pooled resources'),
  ('INFLUENCE', 2, 'ENVELOPE', 'הגברת ההשפעה במשרד ובקרב שותפים', 'تعزيز التأثير في الوزارة ولدى الشركاء', 'Influence within the ministry and on partners'),
  ('SPREAD_OF_RISK_PROGRAMMES', 3, 'ENVELOPE', 'הכנה להפצת תכניות הסיכון', 'الإعداد لنشر برامج الخطر', 'Ready to spread the risk programmes'),
  ('SECOND_STAGE', 4, 'ENVELOPE', 'הכנה לשלב השני', 'الإعداد للمرحلة الثانية', 'Ready for the second stage'),
  ('INFLUENCE_ON_DEPARTMENT', 5, 'DEPARTMENT', 'הגברת ההשפעה על המחלקה', 'تعزيز التأثير على القسم', 'Influence on the department'),
  ('FITTED_RESPONSES', 6, 'DEPARTMENT', 'מענים מותאמים ללקוחות שונים', 'استجابات ملائمة لمنتفعين مختلفين', 'Responses fitted to each service user'),
  ('CENTRE_AS_INFRASTRUCTURE', 7, 'DEPARTMENT', 'מרכז עוצמה כתשתית', 'مركز عوتسما كبنية تحتية', 'The Otzma centre as infrastructure'),
  ('KNOWLEDGE_TRANSFER', 8, 'DEPARTMENT', 'העברת ידע ופיתוח ידע משותף', 'نقل المعرفة وتطوير معرفة مشتركة', 'Knowledge passed on and developed together');

create table yearly_plan (
  id      uuid primary key,
  unit    ltree not null,
  year    integer not null,
  version integer not null,
  items   jsonb not null,
  unique (unit, year, version)
);
comment on table yearly_plan is 'A unit''s work of a year; a new version never changes an old one';
