-- The families behind the money of a month are counted now: whoever has figures folds them anew (decision
-- 0103). An edition that was begun before is begun again. Until then a time's money is hidden like that
-- of few.
update report_edition
   set next = coalesce(next, live) + 1, next_has_steps = false
 where report = 'figures' and exists (select from fact);
