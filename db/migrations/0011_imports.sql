-- A file of messages that is taken in at one window. `position` and `line` move in the transaction that stores what was read.
create table imports (
  id          uuid primary key,
  channel_id  uuid not null references channels on delete cascade,
  name        text not null,             -- the file's own name
  path        text not null,             -- where it is read
  uploaded    boolean not null,          -- ours to remove when it is done
  bytes       bigint not null check (bytes >= 0),
  fingerprint text not null,             -- of its beginning: a file that changed is not gone on with
  plan        jsonb not null,            -- how it is written, and which column is what
  position    bigint not null default 0,
  line        bigint not null default 0, -- lines read
  fresh       bigint not null default 0,
  known       bigint not null default 0, -- were here already
  refused     bigint not null default 0,
  created_by  uuid references users on delete set null,
  created_at  timestamptz not null default now(),
  began_at    timestamptz,
  done_at     timestamptz,
  failure     jsonb,
  run_by      uuid                       -- the process that reads it
);
create index imports_of_channel on imports (channel_id, id desc);
create index imports_unfinished on imports (began_at) where done_at is null;

create table import_stops (
  import_id  uuid primary key references imports on delete cascade,
  stopped_by uuid references users on delete set null,
  stopped_at timestamptz not null default now()
);

-- Lines that could not be taken in, with the reason.
create table import_refusals (
  import_id uuid not null references imports on delete cascade,
  line      bigint not null,
  reason    jsonb not null,
  raw       text not null,
  primary key (import_id, line)
);

-- Lines without an identifier of their own get one from their words; the same words again are another line. Kept while it runs.
create table import_prints (
  import_id uuid not null references imports on delete cascade,
  print     text not null,
  line      bigint not null,
  primary key (import_id, print, line)
);
