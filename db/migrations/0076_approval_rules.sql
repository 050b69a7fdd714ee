-- Who is learning: a rule may say that somebody else reads what they write before it leaves.
create table trainees (
  user_id   uuid primary key references users on delete cascade,
  marked_by uuid references users on delete set null,
  marked_at timestamptz not null default now()
);

-- Which answers somebody else reads before they leave: the first rule in order that fits.
create table approval_rules (
  id           uuid primary key,
  name         text not null check (length(name) between 1 and 80),
  position     int not null,
  is_on        boolean not null default true,
  trainees     boolean not null default false,        -- written by whoever is learning,
  writer_teams uuid[] not null default '{}',          -- or by somebody of these teams; neither said: by anybody
  visibility   text check (visibility in ('public', 'direct')),
  words        text[] not null default '{}',          -- one of them is in the answer
  topics       uuid[] not null default '{}',          -- they speak of one of them
  conditions   jsonb not null default '{}',
  team_id      uuid references teams on delete set null,
  changed_by   uuid references users on delete set null,
  changed_at   timestamptz not null default now(),
  removed_at   timestamptz
);

-- Who may approve besides its team. Where it names nobody: managers. Owners always may.
create table approval_rule_people (
  rule_id uuid not null references approval_rules on delete cascade,
  user_id uuid not null references users on delete cascade,
  primary key (rule_id, user_id)
);
