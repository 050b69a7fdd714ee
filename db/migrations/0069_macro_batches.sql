-- A macro on many conversations, and how far it is.
create table macro_batches (
  id        uuid primary key,
  macro_id  uuid not null references macros on delete cascade,
  deeds     jsonb not null,               -- as they were when it began
  asked_by  uuid not null references users on delete cascade,
  state     text not null check (state in ('doing', 'done', 'cancelled', 'undoing', 'undone')),
  total     int not null,
  done      int not null default 0,
  changed   int not null default 0,
  refused   int not null default 0,       -- could not be done there: nothing was
  undone    int not null default 0,
  left_some int not null default 0,       -- not undone whole: somebody changed it since
  asked_at  timestamptz not null default now(),
  ended_at  timestamptz
);
create table macro_batch_items (
  batch_id        uuid not null references macro_batches on delete cascade,
  place           int not null,
  conversation_id uuid not null,
  primary key (batch_id, place)
);
alter table automation_runs add column batch_id uuid references macro_batches on delete set null;
create index automation_runs_of_batch on automation_runs (batch_id, id) where batch_id is not null;
