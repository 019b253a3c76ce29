-- Whether a worker is in charge of a family is asked family by family, of all that a department has.
create index assignment_in_charge on assignment (family_id)
  where status = 'ACTIVE' and field_role in ('FAMILY_SOCIAL_WORKER', 'OTZMA_WORKER', 'TEAM_LEAD');
