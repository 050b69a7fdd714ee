-- What was said to us and only reached us after something said later. Reading goes by when things were said, so these are
-- counted: by the conversation as they come, and by each of us as far as we have seen them.
alter table conversations add column heard_late int not null default 0;
alter table conversation_reads add column heard_late int not null default 0;
