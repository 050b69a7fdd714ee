-- What a person decided to say.
create table replies (
  id              uuid primary key,
  conversation_id uuid not null references conversations on delete cascade,
  in_reply_to     uuid not null references messages,
  written_by      uuid references users on delete set null,
  text            text not null,
  written_at      timestamptz not null default now()
);
create index replies_of_conversation on replies (conversation_id, written_at);

-- One message of it on its way to the network. Long replies leave as several, in order.
create table deliveries (
  id          uuid primary key,
  reply_id    uuid not null references replies on delete cascade,
  part        int not null check (part >= 0),
  channel_id  uuid not null references channels,
  position    bigint generated always as identity,
  text        text not null,
  state       text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed', 'uncertain', 'withdrawn')),
  attempts    int not null default 0,
  next_at     timestamptz not null default now(),
  sending_at  timestamptz,           -- when the try that has no outcome yet began
  failure     jsonb,
  message_id  uuid references messages,
  settled_at  timestamptz,
  unique (reply_id, part)
);
create index deliveries_to_do on deliveries (channel_id, position) where state in ('waiting', 'sending');
create index deliveries_of_message on deliveries (message_id) where message_id is not null;
