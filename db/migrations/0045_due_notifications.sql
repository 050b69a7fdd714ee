-- The bell says what is due soon and what is late.
alter table notifications drop constraint notifications_kind_check,
  add constraint notifications_kind_check check (kind in (
    'assigned', 'reply-failed', 'reply-uncertain', 'channel-failed', 'channel-missing', 'mentions', 'due-soon', 'late'));
alter table notification_choices add column mail_due boolean not null default false;
