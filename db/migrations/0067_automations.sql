-- What happens by itself: when something happens in a conversation, and it fits, its deeds are done.
create table automations (
  id         uuid primary key,
  name       text not null check (length(name) between 1 and 80),
  position   int not null,
  version    int not null default 1,       -- grows when it would do something else
  trigger    jsonb not null,               -- when
  conditions jsonb not null,               -- if
  deeds      jsonb not null,               -- then
  on_since   timestamptz,                  -- null: switched off
  changed_by uuid references users on delete set null,
  changed_at timestamptz not null default now(),
  removed_at timestamptz
);

-- It went too far, and rests until somebody lets it go on.
create table automation_pauses (
  automation_id   uuid primary key references automations on delete cascade,
  because         text not null check (because in ('often', 'chain')),
  conversation_id uuid not null,
  chain           uuid[] not null default '{}',
  paused_at       timestamptz not null default now()
);

-- What happened and is still to be answered. A conversation that became part of another is found by its union.
create table automation_dues (
  id              bigint generated always as identity primary key,
  kind            text not null,
  conversation_id uuid not null,
  message_ids     uuid[] not null default '{}',
  event_seq       bigint,
  automation_id   uuid references automations on delete cascade,   -- passing time calls one of them
  chain           uuid[] not null default '{}',                    -- the automations that led to it
  tries           int not null default 0,
  happened_at     timestamptz not null default now(),
  due_at          timestamptz not null default now()
);
create index automation_dues_next on automation_dues (due_at, id);

-- Since when a conversation waits, of those an automation has been called to.
create table automation_waits (
  automation_id   uuid not null references automations on delete cascade,
  conversation_id uuid not null,
  since           timestamptz not null,
  primary key (automation_id, conversation_id)
);
create index conversations_waiting_for_them on conversations (answered_at)
  where state = 'open' and waiting_since is null and answered_at is not null;

-- A list of deeds under a name: somebody's own, a team's, or everybody's.
create table macros (
  id         uuid primary key,
  name       text not null check (length(name) between 1 and 80),
  deeds      jsonb not null,
  user_id    uuid references users on delete cascade,
  team_id    uuid references teams on delete cascade,
  made_by    uuid references users on delete set null,
  changed_at timestamptz not null default now(),
  removed_at timestamptz,
  check (user_id is null or team_id is null)
);
create index macros_of on macros (user_id, team_id, lower(name));

-- What an automation or a macro did to a conversation, as undoing it needs it.
create table automation_runs (
  id              uuid primary key,
  automation_id   uuid references automations on delete cascade,
  macro_id        uuid references macros on delete cascade,
  conversation_id uuid not null,
  message_id      uuid,
  because         jsonb not null default '[]',
  did             jsonb not null,
  failed          jsonb,
  run_by          uuid references users on delete set null,
  ran_at          timestamptz not null default now(),
  undone_by       uuid references users on delete set null,
  undone_at       timestamptz,
  check ((automation_id is null) <> (macro_id is null))
);
create index automation_runs_of on automation_runs (automation_id, id desc) where automation_id is not null;
create index automation_runs_of_macro on automation_runs (macro_id, id desc) where macro_id is not null;
create index automation_runs_in on automation_runs (conversation_id, automation_id, ran_at);

-- What an automation would have done in the last thirty days.
create table automation_rehearsals (
  id            uuid primary key,
  automation_id uuid not null references automations on delete cascade,
  version       int not null,
  since         timestamptz not null,
  until         timestamptz not null,
  after         text,                         -- how far it has looked
  progress      real not null default 0,
  looked        int not null default 0,
  found         int not null default 0,       -- how often it would have acted
  conversations int not null default 0,       -- in how many
  days          jsonb not null default '{}',
  examples      jsonb not null default '[]',
  begun_by      uuid references users on delete set null,
  begun_at      timestamptz not null default now(),
  ended_at      timestamptz
);
create index automation_rehearsals_of on automation_rehearsals (automation_id, id desc);
create table automation_rehearsed (
  rehearsal_id    uuid not null references automation_rehearsals on delete cascade,
  conversation_id uuid not null,
  primary key (rehearsal_id, conversation_id)
);

-- A note that no person wrote: by which automation.
alter table notes add column automation text;
