-- Pictures and files of a note, for the team only: apart from what goes with answers, so that none can leave with one.
-- Until the note is written they stand in its conversation for whoever writes it.
create table note_attachments (
  id              uuid primary key,
  conversation_id uuid references conversations on delete cascade,
  note_id         uuid references notes on delete cascade,
  file            bytea not null references files (sha256),
  name            text not null check (length(name) between 1 and 200),
  alt             text not null default '' check (length(alt) <= 5000),
  width           integer,
  height          integer,
  added_by        uuid references users on delete set null,
  added_at        timestamptz not null default now(),
  removed_at      timestamptz,
  check ((conversation_id is null) <> (note_id is null))
);
create index note_attachments_of_note on note_attachments (note_id, id) where note_id is not null;
create index note_attachments_of_writer on note_attachments (conversation_id, added_by, id) where conversation_id is not null;
create index note_attachments_with_file on note_attachments (file);
