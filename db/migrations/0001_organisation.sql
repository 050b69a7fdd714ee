-- One installation is one organisation: one row.
create table organisation (
  one        boolean primary key default true check (one),
  name       text not null check (length(name) between 1 and 200),
  language   text not null,
  time_zone  text not null,
  public_url text not null,
  founded_at timestamptz not null default now()
);

-- What happened, in the transaction that made it happen. `tx` orders readers: a lower `seq` may be committed later.
create table events (
  seq             bigint generated always as identity primary key,
  tx              xid8 not null default pg_current_xact_id(),
  at              timestamptz not null default now(),
  kind            text not null,
  by_user         uuid,
  conversation_id uuid,
  message_id      uuid,
  person_id       uuid,
  channel_id      uuid,
  data            jsonb not null default '{}'
);
create index events_in_order on events (tx, seq);
create index events_of_conversation on events (conversation_id, seq) where conversation_id is not null;
create index events_of_channel on events (channel_id, seq) where channel_id is not null;
create index events_by_user on events (by_user, seq) where by_user is not null;

-- Media and attachments, by what they contain.
create table files (
  sha256    bytea primary key check (length(sha256) = 32),
  mime      text not null,
  bytes     bigint not null check (bytes >= 0),
  content   bytea,
  stored_at timestamptz not null default now()
);
alter table files alter column content set storage external;
