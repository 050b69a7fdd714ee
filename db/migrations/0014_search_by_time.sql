-- Messages come almost in the order in which they are said: a few bytes for every hundred pages tell which of them can
-- hold a time, for searches that ask for one. It costs next to nothing to keep.
create index messages_by_time on messages using brin (said_at) with (pages_per_range = 32, autosummarize = on);
