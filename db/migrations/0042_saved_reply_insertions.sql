-- What was put in is known by its version: no second copy of what was said to whom.
-- Of what is being written just now nobody knows which version it was: it counts no use.
delete from saved_reply_insertions;
alter table saved_reply_insertions drop column text, add column version int not null;
