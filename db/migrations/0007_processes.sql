-- The processes that run now, each with a heartbeat. What a dead one held is given back.
create table processes (
  id       uuid primary key,
  role     text not null,
  workers  text[] not null default '{}',
  began_at timestamptz not null default now(),
  beat_at  timestamptz not null default now()
);
