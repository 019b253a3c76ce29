-- A worker's families in the order of their ids, and a worker's open assignments in the order of theirs: a page of
-- either is read off an index (decision 0118). Of what is over only hand-overs are among them, whose holder reads on.
create index assignment_own on assignment (worker, family_id) include (status, ended_at)
  where status in ('PROPOSED', 'ACTIVE', 'HANDED_OVER');
create index assignment_open on assignment (worker, id) where status in ('PROPOSED', 'ACTIVE');
drop index assignment_worker;
