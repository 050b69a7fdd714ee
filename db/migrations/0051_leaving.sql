-- Nothing of a reply leaves before this: for a moment it can be taken back.
alter table deliveries add column leaves_at timestamptz not null default date_trunc('milliseconds', now());
drop index deliveries_to_do;
create index deliveries_to_do on deliveries (channel_id, leaves_at, position) where state in ('waiting', 'sending');
-- How long what somebody sends waits; none for those who want it to leave at once.
alter table users add column undo_seconds smallint not null default 10 check (undo_seconds in (0, 10));
