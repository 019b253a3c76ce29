-- The chain of training is folded with the figures (decision 0099): each edition has counts of its own,
-- and whoever has figures folds them anew. Until then the old counts answer; what their reader and that
-- of the figures had not both read by now is missing there, or counts twice.
do $$
declare
  counts text;
  key    text;
begin
  for counts, key in values
    ('effect_session', 'session_id'),
    ('effect_attendance', 'session_id, department'),
    ('effect_follow_up', 'session_id, department, stage'),
    ('effect_usage', 'department, month, role'),
    ('effect_take_up', 'department, month')
  loop
    execute format('alter table %I add edition integer', counts);
    execute format(
      'update %I set edition = (select live from report_edition where report = ''figures'')', counts);
    execute format(
      'alter table %1$I alter edition set not null, drop constraint %2$I, add primary key (edition, %3$s)',
      counts, counts || '_pkey', key);
  end loop;
end $$;

update report_edition
   set next = coalesce(next, live) + 1, next_has_steps = false
 where report = 'figures' and exists (select from fact);

delete from inbox where consumer = 'reporting.training-effect';
delete from inbox_stream where consumer = 'reporting.training-effect';
delete from inbox_parked where consumer = 'reporting.training-effect';
