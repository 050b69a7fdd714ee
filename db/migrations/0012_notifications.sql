-- What the bell says: one line for one person. The conversation's id has no foreign key: when two become one, it is moved.
create table notifications (
  id              uuid primary key,
  user_id         uuid not null references users on delete cascade,
  kind            text not null check (kind in ('assigned', 'reply-failed', 'reply-uncertain', 'channel-failed', 'channel-missing')),
  about           uuid not null,          -- the conversation, the reply or the window
  event_seq       bigint not null,
  by_user         uuid references users on delete set null,
  conversation_id uuid,
  channel_id      uuid references channels on delete cascade,
  missing         int,
  at              timestamptz not null default now(),
  read_at         timestamptz,
  mailed_at       timestamptz
);
-- What has not been read yet is not said twice.
create unique index notifications_once on notifications (user_id, kind, about) where read_at is null;
create index notifications_of_user on notifications (user_id, at desc, id desc);
create index notifications_by_event on notifications (event_seq);
create index notifications_read on notifications (read_at) where read_at is not null;
create index notifications_of_conversation on notifications (conversation_id) where conversation_id is not null;
create index notifications_of_channel on notifications (channel_id) where channel_id is not null;

-- What each of us wants by mail as well.
create table notification_choices (
  user_id           uuid primary key references users on delete cascade,
  mail_assigned     boolean not null default false,
  mail_reply_failed boolean not null default false,
  chosen_at         timestamptz not null default now()
);

-- How letters leave: one row. SMTP_URL goes before it.
create table mail_settings (
  one        boolean primary key default true check (one),
  host       text not null check (length(host) between 1 and 253),
  port       int not null check (port between 1 and 65535),
  security   text not null check (security in ('tls', 'starttls', 'none')),
  username   text,
  password   bytea,                       -- AES-256-GCM
  sender     text not null,
  changed_by uuid references users on delete set null,
  changed_at timestamptz not null default now()
);
