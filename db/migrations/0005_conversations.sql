-- A thread of messages and our state towards it. `state` repeats what the rows below say, for the inbox's index;
-- the verbs write both in one transaction.
create table conversations (
  id              uuid primary key,
  channel_id      uuid not null references channels,
  subject         text,
  state           text not null default 'open' check (state in ('open', 'snoozed', 'closed')),
  last_at         timestamptz not null,
  last_message_id uuid,
  waiting_since   timestamptz,       -- the oldest thing said to us that nobody has answered
  answered_at     timestamptz,       -- the last time we spoke
  message_count   int not null default 0,
  created_at      timestamptz not null default now()
);
create index conversations_by_state on conversations (state, last_at desc, id desc);
create index conversations_of_channel on conversations (channel_id, state, last_at desc, id desc);
create index conversations_waiting on conversations (last_at desc, id desc) where waiting_since is not null and state = 'open';

-- Two threads that turned out to be one: the old address still leads there.
create table conversation_unions (
  absorbed_id     uuid primary key,
  conversation_id uuid not null references conversations on delete cascade,
  united_at       timestamptz not null default now()
);
create index conversation_unions_into on conversation_unions (conversation_id);

create table messages (
  id                 uuid primary key,
  channel_id         uuid not null references channels,
  external_id        text not null,
  conversation_id    uuid not null references conversations,
  identity_id        uuid not null references identities,
  parent_external_id text,
  root_external_id   text,
  subject            text,
  text               text not null,
  html               text,           -- sanitised; null when the text is all there is
  visibility         text not null check (visibility in ('public', 'unlisted', 'followers', 'direct')),
  language           text,
  url                text,
  said_at            timestamptz not null,
  heard_at           timestamptz not null default now(),
  edited_at          timestamptz,
  deleted_at         timestamptz,
  is_ours            boolean not null,
  concerns_us        boolean not null,
  moderation         text,
  counts             jsonb,
  mentions           text[] not null default '{}',
  reply_key          jsonb,
  search             tsvector not null,
  unique (channel_id, external_id)
);
create index messages_of_conversation on messages (conversation_id, said_at, id);
create index messages_of_identity on messages (identity_id, said_at desc, id desc);
create index messages_search on messages using gin (search);
alter table conversations add foreign key (last_message_id) references messages deferrable initially deferred;

-- A message that others answer and that has not been heard: it holds their place in the thread.
create table awaited_messages (
  channel_id      uuid not null references channels on delete cascade,
  external_id     text not null,
  conversation_id uuid not null references conversations on delete cascade,
  primary key (channel_id, external_id)
);
create index awaited_messages_of_conversation on awaited_messages (conversation_id);

-- A deletion that was heard before what it deletes.
create table message_tombstones (
  channel_id  uuid not null references channels on delete cascade,
  external_id text not null,
  deleted_at  timestamptz not null default now(),
  primary key (channel_id, external_id)
);

-- What a message said before it was edited.
create table message_revisions (
  message_id  uuid not null references messages on delete cascade,
  replaced_at timestamptz not null,
  subject     text,
  text        text not null,
  html        text,
  primary key (message_id, replaced_at)
);

create table message_media (
  message_id uuid not null references messages on delete cascade,
  position   int not null,
  kind       text not null check (kind in ('image', 'video', 'audio', 'file')),
  url        text not null,
  alt        text,
  mime       text,
  bytes      bigint,
  name       text,
  file       bytea references files on delete set null,
  primary key (message_id, position)
);
create index message_media_with_file on message_media (file) where file is not null;

create table conversation_closures (
  conversation_id uuid primary key references conversations on delete cascade,
  closed_by       uuid references users on delete set null,
  closed_at       timestamptz not null default now()
);
create table conversation_snoozes (
  conversation_id uuid primary key references conversations on delete cascade,
  until           timestamptz not null,
  snoozed_by      uuid references users on delete set null,
  snoozed_at      timestamptz not null default now()
);
create index conversation_snoozes_due on conversation_snoozes (until);

create table conversation_assignments (
  conversation_id uuid primary key references conversations on delete cascade,
  user_id         uuid references users on delete cascade,
  team_id         uuid references teams on delete cascade,
  assigned_by     uuid references users on delete set null,
  assigned_at     timestamptz not null default now(),
  check (user_id is not null or team_id is not null)
);
create index conversation_assignments_of_user on conversation_assignments (user_id, conversation_id);
create index conversation_assignments_of_team on conversation_assignments (team_id, conversation_id);

create table tags (
  id   uuid primary key,
  name text not null check (length(name) between 1 and 60)
);
create unique index tags_once on tags (lower(name));
create table conversation_tags (
  conversation_id uuid not null references conversations on delete cascade,
  tag_id          uuid not null references tags on delete cascade,
  tagged_by       uuid references users on delete set null,
  tagged_at       timestamptz not null default now(),
  primary key (conversation_id, tag_id)
);
create index conversation_tags_of_tag on conversation_tags (tag_id, conversation_id);

-- Up to when each of us has read a conversation.
create table conversation_reads (
  user_id         uuid not null references users on delete cascade,
  conversation_id uuid not null references conversations on delete cascade,
  read_at         timestamptz not null,
  primary key (user_id, conversation_id)
);
create index conversation_reads_of_conversation on conversation_reads (conversation_id);

create table notes (
  id              uuid primary key,
  conversation_id uuid not null references conversations on delete cascade,
  written_by      uuid references users on delete set null,
  text            text not null check (length(text) between 1 and 20000),
  written_at      timestamptz not null default now(),
  removed_at      timestamptz
);
create index notes_of_conversation on notes (conversation_id, written_at);

create table drafts (
  conversation_id uuid not null references conversations on delete cascade,
  user_id         uuid not null references users on delete cascade,
  text            text not null,
  in_reply_to     uuid references messages on delete set null,
  kept_at         timestamptz not null default now(),
  primary key (conversation_id, user_id)
);
