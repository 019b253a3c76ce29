create table mail_address (
  trainee  text primary key,
  sealed   bytea not null,
  language text not null check (language in ('he', 'ar', 'en')),
  set_at   timestamptz not null
);
comment on column mail_address.sealed is 'The address, encrypted; gone with its row when the trainee asks for it';

create table course_deck (
  id        uuid primary key,
  course_id uuid not null references course,
  pdf       bytea not null
);
create index course_deck_course on course_deck (course_id, id);

create table feedback_form (
  id         uuid primary key,
  stage      text not null check (stage in ('FIRST', 'SECOND', 'THIRD')),
  version    integer not null,
  valid_from date not null,
  open_days  integer not null check (open_days between 1 and 365),
  questions  jsonb not null,
  unique (stage, version)
);
comment on column feedback_form.valid_from is 'Follow-ups that are due on this day or later ask by it';
comment on column feedback_form.open_days is 'So long after the follow-up is due an answer is taken';

create table follow_up (
  id         uuid primary key,
  session_id uuid not null references session,
  stage      text not null check (stage in ('FIRST', 'SECOND', 'THIRD')),
  due_at     timestamptz not null,
  unique (session_id, stage)
);

create table follow_up_mail (
  id              uuid primary key,
  follow_up_id    uuid not null references follow_up,
  registration_id uuid not null references registration,
  token_hash      bytea not null unique,
  state           text not null check (state in ('DUE', 'SENT', 'STUCK')),
  next_try_at     timestamptz not null,
  attempts        integer not null default 0,
  failure         text,
  sent_at         timestamptz,
  answered        boolean not null default false,
  unique (follow_up_id, registration_id),
  check ((state = 'STUCK') <= (failure is not null))
);
create index follow_up_mail_due on follow_up_mail (next_try_at) where state = 'DUE';
create index follow_up_mail_stuck on follow_up_mail (id) where state = 'STUCK';
create index follow_up_mail_registration on follow_up_mail (registration_id);
comment on column follow_up_mail.next_try_at is 'When it is due, also again; while a copy of the service sends it, until when it may';

create view asked_form as
select follow_up.id as follow_up_id, form.id as form_id, form.version, form.questions,
       follow_up.due_at + form.open_days * interval '1 day' as closes_at
  from follow_up
 cross join lateral (
   select * from feedback_form
    where stage = follow_up.stage
      and valid_from <= (follow_up.due_at at time zone 'Asia/Jerusalem')::date
    order by version desc
    limit 1) as form;
comment on view asked_form is 'By which form a follow-up asks; a new form is valid from a day to come, so that this never changes';

create table feedback_answer (
  id           uuid primary key,
  follow_up_id uuid not null references follow_up,
  unit         ltree not null,
  answers      jsonb not null
);
create index feedback_answer_follow_up on feedback_answer (follow_up_id);
comment on table feedback_answer is 'What was answered, and from which department; not by whom';

insert into feedback_form (id, stage, version, valid_from, open_days, questions) values
('01942000-0000-7000-8000-000000000001', 'FIRST', 1, '2012-01-01', 14, '[
  {"code": "MET_UNKNOWN_RIGHTS", "kind": "YES_NO", "he": "האם הכרת זכויות שלא ידעת עליהן?", "ar": "هل تعرّفت على حقوق لم تكن تعرفها؟", "en": "Did you meet rights that you did not know?"},
  {"code": "TRAINING_HELPED", "kind": "SCALE", "he": "עד כמה המפגש יעזור לך בעבודה? (1 מעט, 5 הרבה)", "ar": "إلى أي مدى سيساعدك اللقاء في عملك؟ (1 قليلاً، 5 كثيراً)", "en": "How much will the session help you in your work? (1 little, 5 much)"}
]'),
('01942000-0000-7000-8000-000000000002', 'SECOND', 1, '2012-01-01', 30, '[
  {"code": "TIMES_USED", "kind": "COUNT", "he": "כמה פעמים השתמשת באתר מאז המפגש?", "ar": "كم مرة استخدمت الموقع منذ اللقاء؟", "en": "How many times have you used the site since the session?"},
  {"code": "TECHNICAL_DIFFICULTY", "kind": "YES_NO", "he": "האם נתקלת בקושי טכני?", "ar": "هل واجهت صعوبة تقنية؟", "en": "Did you meet a technical difficulty?"},
  {"code": "CONTENT_TO_CHANGE", "kind": "YES_NO", "he": "האם יש תוכן באתר שכדאי לשנות?", "ar": "هل هناك محتوى في الموقع ينبغي تغييره؟", "en": "Is there content on the site that should change?"},
  {"code": "LOGS_IN_BY_NAME", "kind": "YES_NO", "he": "האם נכנסת לאתר בשם משתמש אישי?", "ar": "هل تدخل الموقع باسم مستخدم شخصي؟", "en": "Do you log in to the site with a user name of your own?"}
]'),
('01942000-0000-7000-8000-000000000003', 'THIRD', 1, '2012-01-01', 30, '[
  {"code": "MET_UNKNOWN_RIGHTS", "kind": "YES_NO", "he": "האם הכרת זכויות שלא ידעת עליהן?", "ar": "هل تعرّفت على حقوق لم تكن تعرفها؟", "en": "Did you meet rights that you did not know?"},
  {"code": "TIMES_USED", "kind": "COUNT", "he": "כמה פעמים השתמשת באתר בחודש האחרון?", "ar": "كم مرة استخدمت الموقع في الشهر الأخير؟", "en": "How many times have you used the site in the last month?"},
  {"code": "REFERRED_CLIENTS", "kind": "YES_NO", "he": "האם הפנית פונים לאתר?", "ar": "هل أحلت متوجّهين إلى الموقع؟", "en": "Have you referred clients to the site?"}
]');
