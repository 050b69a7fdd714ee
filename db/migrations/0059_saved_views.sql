-- What the inbox is narrowed to, kept under a name: somebody's own, a team's, or everybody's.
create table saved_views (
  id         uuid primary key,
  name       text not null check (length(name) between 1 and 60),
  conditions jsonb not null,                              -- as an address says them
  user_id    uuid references users on delete cascade,     -- somebody's own
  team_id    uuid references teams on delete set null,    -- a team's; both null: everybody's
  position   int not null,
  created_by uuid references users on delete set null,
  created_at timestamptz not null default now(),
  check (user_id is null or team_id is null)
);
create index saved_views_of on saved_views (user_id, team_id, position, id);

create table saved_view_removals (
  view_id    uuid primary key references saved_views on delete cascade,
  removed_by uuid references users on delete set null,
  removed_at timestamptz not null default now()
);
