-- A reply kept to be used again. Every state it ever had is a version, with a text for each language.
create table saved_replies (
  id         uuid primary key,
  name       text not null check (length(name) between 1 and 120),
  team_id    uuid references teams on delete set null,   -- null: everybody's
  version    int not null default 1,
  search     tsvector not null,
  created_by uuid references users on delete set null,
  created_at timestamptz not null default now()
);
create index saved_replies_by_name on saved_replies (lower(name), id);
create index saved_replies_of_team on saved_replies (team_id, lower(name), id);
create index saved_replies_search on saved_replies using gin (search);

create table saved_reply_versions (
  saved_reply_id uuid not null references saved_replies on delete cascade,
  version        int not null,
  name           text not null,
  team_id        uuid references teams on delete set null,
  written_by     uuid references users on delete set null,
  written_at     timestamptz not null default now(),
  primary key (saved_reply_id, version)
);

create table saved_reply_texts (
  saved_reply_id uuid not null,
  version        int not null,
  language       text not null check (language ~ '^[a-z]{2,3}$'),
  text           text not null check (length(text) between 1 and 10000),
  primary key (saved_reply_id, version, language),
  foreign key (saved_reply_id, version) references saved_reply_versions on delete cascade
);

create table saved_reply_removals (
  saved_reply_id uuid primary key references saved_replies on delete cascade,
  removed_by     uuid references users on delete set null,
  removed_at     timestamptz not null default now()
);

-- It was put into what is being written at a conversation. It is a use once a reply that still says it has left.
create table saved_reply_insertions (
  conversation_id uuid not null references conversations on delete cascade,
  saved_reply_id  uuid not null references saved_replies on delete cascade,
  language        text not null,
  text            text not null,
  inserted_by     uuid references users on delete set null,
  inserted_at     timestamptz not null default now(),
  primary key (conversation_id, saved_reply_id)
);
create index saved_reply_insertions_of on saved_reply_insertions (saved_reply_id);

create table saved_reply_uses (
  reply_id        uuid not null references replies on delete cascade,
  saved_reply_id  uuid not null references saved_replies on delete cascade,
  conversation_id uuid not null references conversations on delete cascade,
  language        text not null,
  used_by         uuid references users on delete set null,
  used_at         timestamptz not null default now(),
  primary key (reply_id, saved_reply_id)
);
create index saved_reply_uses_of on saved_reply_uses (saved_reply_id, used_at desc);
create index saved_reply_uses_in on saved_reply_uses (conversation_id);
