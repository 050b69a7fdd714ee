-- A message that a query found. What its pages count by stands here too, so that they need not look each message up.
create table mentions (
  query_id    uuid not null references queries on delete cascade,
  message_id  uuid not null references messages on delete cascade,
  said_at     timestamptz not null,
  mood        smallint check (mood between -1 and 1),   -- null: nobody read it
  channel_id  uuid not null,
  identity_id uuid not null,
  primary key (query_id, message_id)
);
create index mentions_in_time on mentions (query_id, said_at desc, message_id desc) include (mood, channel_id, identity_id);
create index mentions_of_message on mentions (message_id);

-- A query that is looking through what was heard before it was written: how far back it is. It can be left and resumed.
create table query_fills (
  query_id uuid primary key references queries on delete cascade,
  version  int not null,              -- of the text it looks with; another text begins anew
  since    timestamptz not null,
  reached  uuid,                      -- the oldest message that was looked at
  looked   int not null default 0,
  found    int not null default 0,
  began_at timestamptz not null default now(),
  done_at  timestamptz,
  tx       xid8 not null default pg_current_xact_id()  -- what began to be stored before it is waited for
);
