-- No enrolment ends them: they close after their last day, as those that open from now on.
update basket set closes_on = last_day + 1 where client is not null and state = 'OPEN';
