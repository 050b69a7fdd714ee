-- Those that are old enough are forgotten every day.
create index message_tombstones_by_age on message_tombstones (deleted_at);
