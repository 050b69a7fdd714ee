-- The key by which push services know us (RFC 8292): made once, its private half sealed.
create table push_keys (
  one         boolean primary key default true check (one),
  public_key  text not null,
  private_key bytea not null,               -- AES-256-GCM
  made_at     timestamptz not null default now()
);

-- Browsers in which somebody wants to be told. One ends with the session that added it: who signs out is told nothing there.
create table push_devices (
  id          uuid primary key,
  user_id     uuid not null references users on delete cascade,
  session_id  uuid not null unique references sessions on delete cascade,
  endpoint    text not null unique check (length(endpoint) between 1 and 1000),
  p256dh      text not null check (length(p256dh) = 87),
  auth        text not null check (length(auth) = 22),
  name        text not null check (length(name) between 1 and 100),
  added_at    timestamptz not null default now(),
  told_at     timestamptz,
  rests_until timestamptz                   -- as its push service asked
);
create index push_devices_of_user on push_devices (user_id, added_at);

-- Of each kind, whether it is told on devices, and whether with its words.
alter table notification_choices
  add column push_assigned boolean not null default true,
  add column push_reply_failed boolean not null default true,
  add column push_mentions boolean not null default true,
  add column push_due boolean not null default true,
  add column push_named boolean not null default true,
  add column push_followed boolean not null default true,
  add column push_words boolean not null default false;

-- Whether a line is to be told on devices, and since when it is.
alter table notifications add column push boolean not null default false,
  add column pushed_at timestamptz;
create index notifications_to_push on notifications (user_id) where push and read_at is null and pushed_at is null;
alter table summaries_due drop constraint summaries_due_what_check,
  add constraint summaries_due_what_check check (what in ('at-once', 'hourly', 'daily', 'push'));
