-- Given with a note: written in the same transaction, after it.
alter table conversation_assignments
  add column note_id uuid references notes on delete set null deferrable initially deferred;
create index conversation_assignments_note on conversation_assignments (note_id) where note_id is not null;
