-- A saved search over everything heard. What it asks is text (docs/queries.md); every text it ever had is a row.
create table query_groups (
  id         uuid primary key,
  name       text not null check (length(name) between 1 and 80),
  created_by uuid references users on delete set null,
  created_at timestamptz not null default now()
);
create unique index query_groups_once on query_groups (lower(name));

create table queries (
  id         uuid primary key,
  name       text not null check (length(name) between 1 and 120),
  group_id   uuid references query_groups on delete set null,
  version    int not null default 1,
  text       text not null check (length(text) between 1 and 100000),
  changed    bigint not null,        -- its place in the order of changes: whoever matches asks for what is new
  created_by uuid references users on delete set null,
  created_at timestamptz not null default now()
);
create index queries_by_name on queries (lower(name), id);
create index queries_of_group on queries (group_id, lower(name), id);
create index queries_by_change on queries (changed);

-- How many changes there were. Whoever changes a query holds this row until the change is there, so that changes appear in
-- the order of their numbers and none can appear behind somebody who looked.
create table query_changes (
  one   boolean primary key default true check (one),
  count bigint not null default 0
);
insert into query_changes default values;

create table query_texts (
  query_id   uuid not null references queries on delete cascade,
  version    int not null,
  text       text not null,
  written_by uuid references users on delete set null,
  written_at timestamptz not null default now(),
  primary key (query_id, version)
);

-- It matches nothing new meanwhile.
create table query_pauses (
  query_id  uuid primary key references queries on delete cascade,
  paused_by uuid references users on delete set null,
  paused_at timestamptz not null default now()
);

-- Removed, and for some weeks it can be brought back with all it found.
create table query_removals (
  query_id   uuid primary key references queries on delete cascade,
  removed_by uuid references users on delete set null,
  removed_at timestamptz not null default now()
);
create index query_removals_by_time on query_removals (removed_at);
