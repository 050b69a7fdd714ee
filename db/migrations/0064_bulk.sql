-- One deed on many conversations: what, by whom, and how far it is.
create table bulk_runs (
  id         uuid primary key,
  deed       jsonb not null,                 -- as it is done: moments fixed, names tidied
  asked_by   uuid not null references users on delete cascade,
  state      text not null check (state in ('doing', 'done', 'cancelled', 'failed', 'undoing', 'undone')),
  total      int not null,
  bound      int not null,                   -- what somebody was at goes behind this place
  last       int not null,                   -- the greatest place
  reached    int not null default 0,         -- the place of the last one looked at
  done       int not null default 0,         -- how many were looked at
  changed    int not null default 0,
  put_back   int not null default 0,
  left_alone int not null default 0,         -- not put back: somebody changed them since
  failure    jsonb,
  asked_at   timestamptz not null default now(),
  ended_at   timestamptz
);
create index bulk_runs_of on bulk_runs (asked_by, id desc);
create index bulk_runs_old on bulk_runs (asked_at);

-- Its conversations, and of those it changed how they were. One that became part of another is no longer there.
create table bulk_items (
  run_id          uuid not null references bulk_runs on delete cascade,
  place           int not null,
  conversation_id uuid not null,
  outcome         text check (outcome in ('changed', 'same', 'put-back', 'left')),
  was             jsonb,
  seq             bigint,                    -- of the event that says so
  primary key (run_id, place)
);

-- Of a deed on many one line is told, with how many.
do $$ begin
  execute (
    select format('alter table notifications drop constraint notifications_kind_check,
      add constraint notifications_kind_check check (%s or kind in (''bulk-assigned'', ''bulk-handed-on'', ''bulk-closed''))',
      pg_get_expr(conbin, conrelid))
    from pg_constraint where conname = 'notifications_kind_check' and conrelid = 'notifications'::regclass);
end $$;
