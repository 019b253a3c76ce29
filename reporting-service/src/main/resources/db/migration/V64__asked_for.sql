-- What was decided when it was asked for is kept, too, for whoever asks next (decision 0117).
alter table hidden_figure add column asked_on date;
comment on column hidden_figure.asked_on is 'When somebody asked for what was not decided ahead; empty where it was';
create index hidden_figure_asked on hidden_figure (asked_on) where asked_on is not null;
