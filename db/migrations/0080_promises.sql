-- Something we said we would do, to whom and by when. One that stands in an answer counts once that has left.
create table promises (
  id              uuid primary key,
  conversation_id uuid not null references conversations on delete cascade,
  message_id      uuid not null references messages,               -- what it answers: it goes where that goes
  identity_id     uuid not null references identities,             -- to whom
  reply_id        uuid references replies on delete cascade,       -- the answer that makes it; null: by hand, or in the draft
  quote           text,                                            -- how the draft says it; null: by hand
  what            text not null check (length(what) between 1 and 500),
  due_at          timestamptz not null,
  answers_for     uuid references users on delete set null,
  written_by      uuid references users on delete set null,
  written_at      timestamptz not null default now(),
  made_at         timestamptz,                                     -- null: nobody was told yet
  state           text not null default 'open' check (state in ('open', 'kept', 'broken', 'taken-back')),
  soon_told_at    timestamptz,
  due_told_at     timestamptz
);
create index promises_open on promises (due_at, id) where made_at is not null and state = 'open';
create index promises_open_of on promises (answers_for, due_at, id) where made_at is not null and state = 'open';
create index promises_of_conversation on promises (conversation_id, due_at);
create index promises_of_identity on promises (identity_id, due_at);
create index promises_of_reply on promises (reply_id) where reply_id is not null;
create index promises_of_message on promises (message_id);
create index promises_to_tell on promises (due_at) where made_at is not null and state = 'open' and due_told_at is null;

-- What became of it. `promises.state` repeats it for the lists.
create table promise_endings (
  promise_id uuid primary key references promises on delete cascade,
  state      text not null check (state in ('kept', 'broken', 'taken-back')),
  ended_by   uuid references users on delete set null,
  ended_at   timestamptz not null default now()
);
create index promise_endings_by_state on promise_endings (state, ended_at, promise_id);

-- The bell says that one is due soon, and that it is due.
do $$ begin
  execute (
    select format('alter table notifications drop constraint notifications_kind_check,
      add constraint notifications_kind_check check (%s or kind in (''promise-soon'', ''promise-due''))',
      pg_get_expr(conbin, conrelid))
    from pg_constraint where conname = 'notifications_kind_check' and conrelid = 'notifications'::regclass);
end $$;
