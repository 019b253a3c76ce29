-- Of who lends, and of both who write a loan off. A loan stays with the family that it was granted to; a tie moves to the
-- family that took that one in.
create function refuse_interest_in_loan(borrower uuid, subject text) returns void language plpgsql as $$
begin
  if exists (select from conflict_of_interest
              where family_id in (borrower, (select survivor_id from merged_family
                                              where merged_family.family_id = borrower
                                              order by merge_id desc limit 1))
                and not ended and worker = encode(sha256(convert_to(subject, 'UTF8')), 'hex')) then
    perform refuse_conflict_of_interest();
  end if;
end $$;

create function refuse_interest_in_grant() returns trigger language plpgsql as $$
begin
  perform refuse_interest_in_loan(new.family_id, new.granted_by);
  return new;
end $$;
create trigger loan_is_without_interest before insert on loan
  for each row execute function refuse_interest_in_grant();

create function refuse_interest_in_write_off() returns trigger language plpgsql as $$
begin
  perform refuse_interest_in_loan((select family_id from loan where id = new.loan_id),
                                  coalesce(new.approved_by, new.proposed_by));
  return new;
end $$;
create trigger write_off_is_without_interest before insert or update on loan_write_off
  for each row execute function refuse_interest_in_write_off();
