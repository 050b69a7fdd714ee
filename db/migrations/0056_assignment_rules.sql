-- To whom a conversation goes by itself: the first rule in order that fits it.
create table assignment_rules (
  id         uuid primary key,
  name       text not null check (length(name) between 1 and 80),
  position   int not null,
  is_on      boolean not null default true,
  conditions jsonb not null default '{}',
  team_id    uuid references teams on delete set null,
  how        text not null check (how in ('in-turn', 'least-busy', 'longest-idle')),
  changed_by uuid references users on delete set null,
  changed_at timestamptz not null default now(),
  removed_at timestamptz
);

-- Whom it names besides its team.
create table assignment_rule_people (
  rule_id uuid not null references assignment_rules on delete cascade,
  user_id uuid not null references users on delete cascade,
  primary key (rule_id, user_id)
);

-- Who got one by a rule, in order: the greatest was the last.
create table assignment_turns (
  rule_id uuid not null references assignment_rules on delete cascade,
  user_id uuid not null references users on delete cascade,
  turn    bigint not null,
  primary key (rule_id, user_id)
);

-- How much somebody is to have at once (none: any number), and when they work (none: at any time).
create table assignment_people (
  user_id     uuid primary key references users on delete cascade,
  capacity    int check (capacity between 1 and 1000),
  calendar_id uuid references calendars,
  changed_by  uuid references users on delete set null,
  changed_at  timestamptz not null default now()
);

-- What is to be given by a rule; with one: it waits until somebody of that rule has room.
create table assignment_waits (
  conversation_id uuid primary key references conversations on delete cascade,
  since           timestamptz not null default now(),
  rule_id         uuid references assignment_rules on delete cascade
);
create index assignment_waits_new on assignment_waits (since) where rule_id is null;
create index assignment_waits_of_rule on assignment_waits (rule_id, since) where rule_id is not null;

-- Somebody of us said that nobody is to have it: no rule gives it until it was closed or given by hand.
create table conversations_left_free (
  conversation_id uuid primary key references conversations on delete cascade,
  left_by         uuid references users on delete set null,
  left_at         timestamptz not null default now()
);

alter table conversation_assignments add column rule_id uuid references assignment_rules on delete set null;
create index conversation_assignments_given on conversation_assignments (user_id, assigned_at);
