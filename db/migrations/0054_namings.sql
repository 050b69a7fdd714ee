-- Whom a note to the team names, and how that is written there.
create table note_namings (
  note_id uuid not null references notes on delete cascade,
  user_id uuid not null references users on delete cascade,
  written text not null,
  primary key (note_id, user_id, written)
);
create index note_namings_of_user on note_namings (user_id);

alter table notifications drop constraint notifications_kind_check,
  add constraint notifications_kind_check check (kind in (
    'assigned', 'reply-failed', 'reply-uncertain', 'channel-failed', 'channel-missing', 'mentions', 'due-soon', 'late',
    'spoke', 'answered', 'handed-on', 'closed', 'noted', 'named'));
alter table notification_choices add column mail_named boolean not null default false;
