-- Where a person read a message otherwise than the machine. What is undone stays, with who undid it; one at a time stands
-- for each thing. Values are words: `negative`, `complaint question`, `3`, `insult`, `es`.
create table reading_corrections (
  id         uuid primary key,
  message_id uuid not null references messages on delete cascade,
  what       text not null check (what in ('language', 'mood', 'intents', 'urgency', 'abuse')),
  was        text not null,          -- the machine's
  becomes    text not null check (length(becomes) <= 200),
  by         uuid references users on delete set null,
  at         timestamptz not null default now(),
  undone_by  uuid references users on delete set null,
  undone_at  timestamptz
);
create unique index reading_corrections_standing on reading_corrections (message_id, what) where undone_at is null;
create index reading_corrections_in_time on reading_corrections (at desc, id desc);
create index reading_corrections_of_message on reading_corrections (message_id);
