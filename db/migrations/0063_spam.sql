-- A person said that a conversation is spam. What it was before stands in its own rows, and holds again when it is not.
create table conversation_spam (
  conversation_id uuid primary key references conversations on delete cascade,
  marked_by       uuid references users on delete set null,
  marked_at       timestamptz not null default now()
);
alter table conversations drop constraint conversations_state_check,
  add constraint conversations_state_check check (state in ('open', 'snoozed', 'closed', 'spam'));

-- A reply that was to leave later is held where somebody says that it would answer spam.
alter table reply_schedules drop constraint reply_schedules_held_because_check,
  add constraint reply_schedules_held_because_check check (held_because in ('spoke', 'answered', 'closed', 'left', 'spam'));
