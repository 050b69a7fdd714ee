-- When each of us wants quiet, on their own clock. What rings meanwhile waits behind the bell and is told once, afterwards.
create table quiet_hours (
  user_id      uuid primary key references users on delete cascade,
  days         smallint[] not null default '{}',       -- it begins on these; 0 is Sunday
  from_minute  smallint not null default 0 check (from_minute between 0 and 1439),
  until_minute smallint not null default 0 check (until_minute between 0 and 1439),   -- before the first: of the next day
  whole_days   smallint[] not null default '{}',
  even_late    boolean not null default false,
  even_now     boolean not null default false,
  chosen_at    timestamptz not null default now(),
  check (days <@ '{0,1,2,3,4,5,6}' and whole_days <@ '{0,1,2,3,4,5,6}'),
  check (days = '{}' or from_minute <> until_minute)
);

-- A letter about lines of the bell, written down before it leaves. What began and never ended is unknown, and not said again.
create table letters (
  id       uuid primary key,
  user_id  uuid not null references users on delete cascade,
  state    text not null default 'leaving' check (state in ('leaving', 'left', 'refused', 'unknown')),
  lines    int not null,
  begun_at timestamptz not null default now(),
  ended_at timestamptz
);
create index letters_of_user on letters (user_id, begun_at desc);
create index letters_leaving on letters (begun_at) where state = 'leaving';
create index letters_old on letters (ended_at);

-- Whether a line is to be in a letter, and in which one it is.
alter table notifications add column mail text check (mail in ('at-once')),
  add column letter_id uuid references letters on delete set null;
create index notifications_of_letter on notifications (letter_id) where letter_id is not null;
create index notifications_to_mail on notifications (user_id)
  where mail is not null and read_at is null and mailed_at is null and letter_id is null;

-- When somebody is next to be told of what waits.
create table summaries_due (
  user_id uuid not null references users on delete cascade,
  what    text not null check (what in ('at-once')),
  due_at  timestamptz not null,
  held    boolean not null default false,              -- until their quiet ends
  tries   smallint not null default 0,
  primary key (user_id, what)
);
create index summaries_due_next on summaries_due (due_at);
