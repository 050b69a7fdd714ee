-- Who has a conversation before them now, in each of their tabs. Worth nothing after a crash, so it is in no write-ahead log.
create unlogged table presences (
  user_id         uuid not null references users on delete cascade,
  tab             uuid not null,
  conversation_id uuid not null references conversations on delete cascade,
  doing           text not null check (doing in ('looking', 'writing')),
  seen_at         timestamptz not null default now(),
  primary key (user_id, tab)
);
create index presences_of_conversation on presences (conversation_id);
