-- What whoever asked for a macro on many could do just then, also with a token; and who has it undone, which may be somebody else.
alter table macro_batches
  add column asked_with text[],            -- null: whatever their role allows
  add column undo_by    uuid references users on delete set null,
  add column undo_with  text[];

-- Since when somebody waits, where passing time calls: it is asked again when it is answered.
alter table automation_dues add column since timestamptz;
-- What happened earlier in the same conversation is answered first.
create index automation_dues_of on automation_dues (conversation_id, id);

-- How far whoever waits has been called: until when, and by what has happened.
alter table automations
  add column called_until timestamptz,
  add column called_tx    xid8;
create index conversations_waiting_for_us on conversations (waiting_since)
  where state = 'open' and waiting_since is not null;
