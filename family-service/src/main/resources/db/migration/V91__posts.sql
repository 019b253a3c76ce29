create table post (
  code    text primary key,
  place   integer not null unique,
  role    text not null,
  level   text not null check (level in ('COUNTRY', 'DISTRICT')),
  name_he text not null,
  name_ar text not null,
  name_en text not null,
  source  text not null
);
comment on table post is 'The posts of headquarters and districts, and the role that the token of whoever holds one carries';

insert into post (code, place, role, level, name_he, name_ar, name_en, source) values
  ('HEAD_OF_SERVICE', 1, 'national-manager', 'COUNTRY', 'מנהל/ת השירות לרווחת המשפחה והילד', 'مدير/ة خدمة رفاه الأسرة والطفل', 'Head of the service for the welfare of family and child', 'S0'),
  ('RISK_SUPERVISOR', 2, 'national-manager', 'COUNTRY', 'מפקח/ת ארצי/ת האחראי/ת על תכניות הסיכון', 'مفتش/ة قطري/ة مسؤول/ة عن برامج الخطر', 'National supervisor for risk programmes', 'S0'),
  ('ARRAY_MANAGER', 3, 'national-manager', 'COUNTRY', 'מנהל/ת מערך המענים', 'مدير/ة منظومة الاستجابات', 'Manager of the response system', 'S0'),
  ('RISK_PROGRAMMES_MANAGER', 4, 'national-manager', 'COUNTRY', 'מנהל/ת תכניות הסיכון', 'مدير/ة برامج الخطر', 'Manager of risk programmes', 'S0'),
  ('KNOWLEDGE_AND_TRAINING_MANAGER', 5, 'training-manager', 'COUNTRY', 'מנהל/ת פיתוח ידע והכשרות מערך המענים', 'مدير/ة تطوير المعرفة والتأهيل', 'Manager of knowledge and training', 'S0'),
  ('RISK_KNOWLEDGE_COORDINATOR', 6, 'training-manager', 'COUNTRY', 'רכז/ת פיתוח ידע והכשרות לתכניות הסיכון', 'مركّز/ة تطوير المعرفة والتأهيل لبرامج الخطر', 'Coordinator of knowledge and training for risk programmes', 'S0'),
  ('BASKET_AND_IT_MANAGER', 7, 'basket-manager', 'COUNTRY', 'מנהל/ת סל מענים ומערכת המחשוב', 'مدير/ة سلة الاستجابات ومنظومة الحوسبة', 'Basket and information-system manager', 'S0'),
  ('PROGRAMME_MANAGER', 8, 'national-manager', 'COUNTRY', 'מנהל/ת תכנית שמחוץ למערך', 'مدير/ة برنامج خارج المنظومة', 'Manager of a programme outside the response system', 'inferred from S0: two small programmes go on until their pilot ends'),
  ('INTEGRATING_SUPERVISOR', 9, 'supervisor', 'DISTRICT', 'מפקח/ת מתכלל/ת', 'مفتش/ة مكامل/ة', 'Integrating supervisor', 'S0'),
  ('NOSHMIM_COORDINATOR', 10, 'district-coordinator', 'DISTRICT', 'רכז/ת מחוזי/ת נושמים לרווחה', 'مركّز/ة لوائي/ة نوشميم', 'District coordinator for Noshmim', 'S0'),
  ('RISK_COORDINATOR', 11, 'district-coordinator', 'DISTRICT', 'רכז/ת מחוזי/ת לתכניות הסיכון', 'مركّز/ة لوائي/ة لبرامج الخطر', 'District coordinator for risk programmes', 'S0');

create table post_term (
  id        uuid primary key,
  post      text not null references post,
  unit      ltree not null references unit,
  programme text not null references programme,
  holder    text not null,
  during    daterange not null check (not isempty(during)),
  version   bigint not null default 1,
  exclude using gist (post with =, unit with =, programme with =, during with &&)
);
create index post_term_programme on post_term (programme);
comment on table post_term is 'For which programme a post answers, by whom it is held, and when: a post''s scope on a day is the programmes of its terms';
comment on column post_term.holder is 'The sign-in id of the worker, not a name';
