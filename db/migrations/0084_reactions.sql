-- What one of us wants to have been done to a message without a word, and what the network has: null while it is not known.
create table message_reactions (
  message_id   uuid not null references messages on delete cascade,
  kind         text not null check (kind in ('like', 'boost')),
  wanted       boolean not null,
  wanted_by    uuid references users on delete set null,
  wanted_at    timestamptz not null default now(),
  done         boolean default false,
  tries        integer not null default 0,
  next_at      timestamptz not null default now(),
  trying_until timestamptz,
  failure      jsonb,
  given_up     boolean not null default false,
  primary key (message_id, kind)
);
create index message_reactions_due on message_reactions (next_at) where wanted is distinct from done and not given_up;

-- What one of us asked a network to do with a message, and what became of it.
create table message_moderations (
  message_id uuid primary key references messages on delete cascade,
  wanted     text not null check (wanted in ('approve', 'hold', 'spam', 'trash', 'hide', 'show')),
  wanted_by  uuid references users on delete set null,
  wanted_at  timestamptz not null default now(),
  done_at    timestamptz,
  failure    jsonb
);
