-- What goes with an answer beside its words: it stands with the conversation's draft until a reply takes it.
create table attachments (
  id              uuid primary key,
  conversation_id uuid references conversations on delete cascade,
  reply_id        uuid references replies on delete cascade,
  file            bytea not null references files (sha256),
  name            text not null,
  -- What is to be seen, for who cannot see it.
  alt             text not null default '',
  -- As it is seen, whatever way it was held: null where it is no picture.
  width           integer,
  height          integer,
  added_by        uuid references users on delete set null,
  added_at        timestamptz not null default now(),
  changed_at      timestamptz not null default clock_timestamp(),
  -- Taken away again; it can be put back for a day.
  removed_at      timestamptz,
  -- The conversations it stood in before they were merged, the last one last: it goes back when that is undone.
  came_from       uuid[] not null default '{}',
  check ((conversation_id is null) <> (reply_id is null)),
  check (length(name) between 1 and 200),
  check (length(alt) <= 5000)
);
create index attachments_of_conversation on attachments (conversation_id, id) where conversation_id is not null;
create index attachments_of_reply on attachments (reply_id, id) where reply_id is not null;
create index attachments_with_file on attachments (file);
create index attachments_removed on attachments (removed_at) where removed_at is not null;
