-- Contacts and requests say whether there was an emergency, maybe since before this edition reads it: whoever
-- has figures folds them anew (decision 0060). An edition that was begun before is begun again.
update report_edition
   set next = coalesce(next, live) + 1, next_has_steps = false
 where report = 'figures' and exists (select from fact);
