-- Whose leaving the family's baskets followed: it is told again when its day is corrected.
create table departed_member (
  family_id uuid not null,
  member_id uuid not null,
  primary key (family_id, member_id)
);
