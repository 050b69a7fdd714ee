-- Somebody wants to be told what happens in a conversation, whoever has it.
create table conversation_followers (
  conversation_id uuid not null references conversations on delete cascade,
  user_id         uuid not null references users on delete cascade,
  -- Themselves, or whoever brought them in.
  added_by        uuid references users on delete set null,
  followed_at     timestamptz not null default now(),
  primary key (conversation_id, user_id)
);
create index conversation_followers_of_user on conversation_followers (user_id);
create index conversation_followers_by on conversation_followers (added_by) where added_by is not null;

-- Those who have it or follow it are told: they spoke, it was answered, handed on, closed, noted. And a writer, that a
-- reply was held.
alter table notifications drop constraint notifications_kind_check,
  add constraint notifications_kind_check check (kind in (
    'assigned', 'reply-failed', 'reply-uncertain', 'channel-failed', 'channel-missing', 'mentions', 'due-soon', 'late',
    'spoke', 'answered', 'handed-on', 'closed', 'noted', 'reply-held'));
alter table notification_choices add column mail_followed boolean not null default false;
