-- A connected account, feed or page: a social window.
create table channels (
  id           uuid primary key,
  network      text not null,
  external_id  text not null,
  name         text not null,
  handle       text,
  url          text,
  settings     bytea not null,      -- JSON, AES-256-GCM
  account      jsonb not null,      -- what the last test found
  connected_by uuid references users on delete set null,
  connected_at timestamptz not null default now()
);
create unique index channels_once on channels (network, external_id);

create table channel_pauses (
  channel_id uuid primary key references channels on delete cascade,
  paused_by  uuid references users on delete set null,
  paused_at  timestamptz not null default now()
);

-- Taken down: its conversations stay, its credentials are gone.
create table channel_removals (
  channel_id uuid primary key references channels on delete cascade,
  removed_by uuid references users on delete set null,
  removed_at timestamptz not null default now()
);

-- Somebody went to a network to consent (OAuth) and has not come back yet.
create table channel_consents (
  state      text primary key,
  network    text not null,
  settings   bytea not null,
  asked_by   uuid not null references users on delete cascade,
  asked_at   timestamptz not null default now()
);

-- Where hearing stands. Moved in the transaction that stores what was heard.
create table channel_hearings (
  channel_id      uuid primary key references channels on delete cascade,
  cursor          jsonb,
  hear_at         timestamptz not null default now(),
  heard_at        timestamptz,       -- last time the network answered
  last_message_at timestamptz,       -- last time it had something
  history_since   timestamptz,
  history_cursor  jsonb,
  history_reached timestamptz,       -- how far back we are
  history_done_at timestamptz,
  failure         jsonb,             -- {kind, words, until}
  failing_since   timestamptz,
  failures        int not null default 0,
  leased_by       uuid,
  leased_until    timestamptz
);

-- What could not be understood, with the reason; the newest few hundred of each window are kept.
create table refused_items (
  id          uuid primary key,
  channel_id  uuid not null references channels on delete cascade,
  external_id text,
  reason      jsonb not null,
  excerpt     text not null,
  refused_at  timestamptz not null default now()
);
create index refused_items_of_channel on refused_items (channel_id, id);

-- Each day the network is asked again for a sample and held against what is here.
create table reconciliations (
  id         uuid primary key,
  channel_id uuid not null references channels on delete cascade,
  since      timestamptz not null,
  until      timestamptz not null,
  seen       int not null,
  missing    int not null,
  done_at    timestamptz not null default now()
);
create index reconciliations_of_channel on reconciliations (channel_id, done_at desc);
