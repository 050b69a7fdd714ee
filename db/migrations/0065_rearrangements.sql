-- What one of us did to which messages stand together: conversations merged, split, messages moved. Standing until undone.
create table rearrangements (
  id           uuid primary key,
  position     bigint generated always as identity,
  kind         text not null check (kind in ('merge', 'split', 'move')),
  from_id      uuid not null,          -- the conversation whose messages went …
  to_id        uuid not null,          -- … and the one they came to
  message_id   uuid references messages on delete cascade,
  scope        text check (scope in ('under', 'after')),
  done_by      uuid references users on delete set null,
  done_at      timestamptz not null default now(),
  undone_by    uuid references users on delete set null,
  undone_at    timestamptz,
  overtaken_at timestamptz,            -- the network showed that it is one thread: there is nothing to undo any more
  kept         jsonb not null default '{}',  -- what it gave to the one that stays and took from it; ids and moments only
  check ((kind = 'merge') = (message_id is null)),
  check ((message_id is null) = (scope is null)),
  check (from_id <> to_id)
);
create index rearrangements_from on rearrangements (from_id, position);
create index rearrangements_to on rearrangements (to_id, position);
create index rearrangements_of_message on rearrangements (message_id) where message_id is not null;

-- Where a thread was cut. Without `since`: that message, and what hangs under it. With it: what hangs on that message (or on
-- the thread itself) and was said since.
create table thread_cuts (
  rearrangement_id uuid not null references rearrangements on delete cascade,
  thread_id        uuid not null,
  external_id      text not null,
  since            timestamptz,
  home_id          uuid not null,
  primary key (rearrangement_id, thread_id, external_id)
);
create index thread_cuts_of_thread on thread_cuts (thread_id);

-- The conversation something is in is where it stands now. Its home is where it would stand had nothing been merged, its
-- thread what the network says it belongs to. Null: the same as the conversation, and as the home.
alter table messages add column home_id uuid, add column thread_id uuid;
alter table awaited_messages add column home_id uuid, add column thread_id uuid;
alter table notes add column home_id uuid;
create index messages_of_thread on messages (thread_id) where thread_id is not null;

-- A merged conversation keeps its rows as they were, so that it can be itself again.
alter table conversations drop constraint conversations_state_check;
alter table conversations add constraint conversations_state_check
  check (state in ('open', 'snoozed', 'closed', 'spam', 'merged'));
