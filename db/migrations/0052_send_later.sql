-- A reply that is to leave at a moment: who said so. It is held when what it answers is no longer all.
create table reply_schedules (
  reply_id     uuid primary key references replies on delete cascade,
  set_by       uuid references users on delete set null,
  set_at       timestamptz not null default now(),
  held_at      timestamptz,
  held_because text check (held_because in ('spoke', 'answered', 'closed', 'left')),
  check ((held_at is null) = (held_because is null))
);
create index reply_schedules_by on reply_schedules (set_by) where set_by is not null;
alter table deliveries drop constraint deliveries_state_check,
  add constraint deliveries_state_check check (
    state in ('waiting', 'held', 'sending', 'sent', 'failed', 'uncertain', 'withdrawn'));
