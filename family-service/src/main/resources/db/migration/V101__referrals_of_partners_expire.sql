alter table partner_referral
  add column expires_on date not null default (now() at time zone 'Asia/Jerusalem')::date + 30,
  drop constraint partner_referral_status_check,
  add constraint partner_referral_status_check
    check (status in ('SENT', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'CLOSED'));
comment on column partner_referral.expires_on is 'Last day on which it can be answered; the default is for copies of the service that name none';
comment on column partner_referral.sealed is 'Who it is and what was written; forgotten when it is declined, expired or closed';

-- What waits already has two weeks from now, however long it has waited.
update partner_referral
   set expires_on = greatest((sent_at at time zone 'Asia/Jerusalem')::date + 30,
                             case when status = 'SENT'
                                  then (now() at time zone 'Asia/Jerusalem')::date + 14 end);

create index partner_referral_to_expire on partner_referral (partner, expires_on) where status = 'SENT';
