create table basket (
  id           uuid        primary key,
  family_id    uuid        not null,
  enrolment_id uuid        not null unique,
  unit         ltree       not null,
  programme    text        not null,
  track        text        not null,
  ceiling      bigint      not null check (ceiling > 0),
  first_day    date        not null,
  last_day     date        not null check (last_day > first_day),
  opened_at    timestamptz not null default now()
);
create index basket_family on basket (family_id);
create index basket_unit on basket using gist (unit);
comment on column basket.ceiling is 'In agorot; what of it is left, reserved and spent stands in the ledger';

create table category (
  code    text primary key,
  name_he text not null,
  name_ar text not null,
  name_en text not null,
  name_ru text not null,
  name_am text not null
);
insert into category (code, name_he, name_ar, name_en, name_ru, name_am) values
  ('FOOD',                'מזון',           'غذاء',           'Food',                'Продукты питания',   'ምግብ'),
  ('ELECTRICITY',         'חשמל',           'كهرباء',         'Electricity',         'Электричество',      'ኤሌክትሪክ'),
  ('RENT',                'שכר דירה',       'إيجار السكن',    'Rent',                'Аренда жилья',       'የቤት ኪራይ'),
  ('COMPUTER',            'מחשב',           'حاسوب',          'Computer',            'Компьютер',          'ኮምፒውተር'),
  ('INTERNET',            'אינטרנט',        'إنترنت',         'Internet',            'Интернет',           'ኢንተርኔት'),
  ('HOUSEHOLD_EQUIPMENT', 'ציוד לבית',      'معدات منزلية',   'Household equipment', 'Товары для дома',    'የቤት ዕቃ'),
  ('TRAINING',            'הכשרה',          'تدريب',          'Training',            'Обучение',           'ሥልጠና'),
  ('EMPLOYMENT',          'תעסוקה',         'تشغيل',          'Employment',          'Трудоустройство',    'ሥራ'),
  ('DEBT',                'חובות',          'ديون',           'Debt',                'Долги',              'ዕዳ'),
  ('HEALTH',              'בריאות',         'صحة',            'Health',              'Здоровье',           'ጤና'),
  ('THERAPY',             'טיפול',          'علاج',           'Therapy',             'Терапия',            'ሕክምና'),
  ('ENRICHMENT',          'העשרה',          'إثراء',          'Enrichment',          'Развивающие занятия', 'ተጨማሪ ትምህርት'),
  ('HOUSING',             'דיור',           'سكن',            'Housing',             'Жильё',              'መኖሪያ ቤት');

create table vendor (
  id      uuid   primary key default uuidv7(),
  code    text   not null unique,
  name    text   not null
);
insert into vendor (code, name) values ('VENDOR-DEMO', 'ספק לדוגמה (הדגמה בלבד) · Demo vendor');

-- Who approves what: the tier is the first whose ceiling is not below the amount, among the policies
-- of the newest day that has come. The sources name neither amounts nor tiers; these are ours, a
-- start to be changed by adding rows of a later day.
create table approval_policy (
  valid_from date    not null,
  tier       integer not null check (tier between 1 and 9),
  role       text    not null,
  up_to      bigint,
  primary key (valid_from, tier)
);
comment on column approval_policy.up_to is 'In agorot, inclusive; null is without bound';
insert into approval_policy (valid_from, tier, role, up_to) values
  ('2015-01-01', 1, 'team-lead',         100000),
  ('2015-01-01', 2, 'department-head',  1000000),
  ('2015-01-01', 3, 'supervisor',       3000000),
  ('2015-01-01', 4, 'national-manager',    null);

create table basket_request (
  id            uuid        primary key,
  basket_id     uuid        not null references basket,
  aspect        text        not null
    check (aspect in ('FAMILY_AND_PARENTING', 'RIGHTS', 'BASIC_NEEDS')),
  goal_id       uuid,
  amount        bigint      not null check (amount > 0),
  status        text        not null
    check (status in ('DRAFT', 'SUBMITTED', 'IN_APPROVAL', 'APPROVED', 'REJECTED', 'WITHDRAWN',
                      'ORDERED', 'DELIVERED', 'RECEIVED', 'DISPUTED', 'PAID', 'EXPIRED')),
  required_tier integer     not null,
  requested_by  text        not null,
  submitted_at  timestamptz not null,
  version       bigint      not null default 1
);
create index basket_request_basket on basket_request (basket_id);
create index basket_request_status on basket_request (status, id);
comment on column basket_request.requested_by is 'The token''s subject: stable, not a name';

create table request_item (
  request_id  uuid    not null references basket_request,
  position    integer not null,
  category    text    not null references category,
  description text    not null,
  vendor_id   uuid    references vendor,
  amount      bigint  not null check (amount > 0),
  primary key (request_id, position)
);

create table decision (
  id           uuid    primary key,
  request_id   uuid    not null references basket_request,
  decision     text    not null check (decision in ('APPROVE', 'REJECT', 'RETURN')),
  tier         integer not null,
  reason_code  text,
  note         text,
  decided_by   text    not null,
  decided_on   date    not null,
  appeal_until date,
  check (decision = 'APPROVE' or reason_code is not null),
  check ((decision = 'REJECT') = (appeal_until is not null))
);
create index decision_request on decision (request_id, id);
