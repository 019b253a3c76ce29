-- What a family was given of a donation by mistake is undone by a second person, once; its row stays, and so does the key that
-- it has of a file: the file that is sent again does not give it anew.
create table donation_distribution_reversal (
  distribution_id uuid        primary key references donation_distribution,
  reason_code     text        not null
    check (reason_code in ('WRONG_FAMILY', 'WRONG_AMOUNT', 'RECORDED_TWICE', 'RETURNED', 'OTHER')),
  reversed_by     text        not null,
  reversed_on     date        not null,
  reversed_at     timestamptz not null default now()
);
create trigger donation_distribution_reversal_stays
  before update or delete or truncate on donation_distribution_reversal
  for each statement execute function refuse_change();

create function refuse_wrong_distribution_reversal() returns trigger language plpgsql as $$
declare
  undone donation_distribution;
begin
  select * into undone from donation_distribution where id = new.distribution_id;
  if undone.recorded_by = new.reversed_by then
    raise exception 'nobody undoes a distribution of their own' using errcode = 'check_violation';
  end if;
  if new.reversed_on < undone.distributed_on then
    raise exception 'distribution % was made later', new.distribution_id using errcode = 'check_violation';
  end if;
  perform refuse_interest_in_family(undone.family_id, new.reversed_by);
  return new;
end $$;
create trigger distribution_is_undone_by_another before insert on donation_distribution_reversal
  for each row execute function refuse_wrong_distribution_reversal();
