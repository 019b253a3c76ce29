-- Proactive outreach is a stated purpose [S4]: a family agrees to it, or the partner waits to be asked (decision 0106).
alter table consent add column includes_outreach boolean not null default false;
