-- By when people are answered, per rule: the first one in order that fits a conversation holds for it.
create table service_levels (
  id           uuid primary key,
  name         text not null check (length(name) between 1 and 80),
  position     int not null,
  calendar_id  uuid references calendars,                -- none: all time counts
  conditions   jsonb not null default '{}',
  first_answer int check (first_answer between 1 and 525600),     -- minutes of working time, like all here
  next_answer  int check (next_answer between 1 and 525600),
  resolution   int check (resolution between 1 and 525600),
  warn_before  int check (warn_before between 1 and 525600),
  steps        jsonb not null default '[]',              -- what is done when it is late, and how late
  changed_by   uuid references users on delete set null,
  changed_at   timestamptz not null default now(),
  removed_at   timestamptz,
  check (num_nonnulls(first_answer, next_answer, resolution) > 0)
);

-- What runs, or stands still because it is their turn, it is put aside or closed: one clock for the answer that somebody
-- waits for, one for the whole conversation.
create table service_clocks (
  conversation_id uuid not null references conversations on delete cascade,
  kind            text not null check (kind in ('answer', 'resolution')),
  level_id        uuid not null references service_levels on delete cascade,
  target          text not null check (target in ('first-answer', 'next-answer', 'resolution')),
  target_ms       bigint not null,
  asked_at        timestamptz not null,
  running_since   timestamptz,
  paused_at       timestamptz,
  spent_ms        bigint not null,                       -- before that
  due_at          timestamptz,
  next_at         timestamptz,                           -- when there is something to say of it
  told            int,                                   -- what was said last: so many minutes after it was due
  primary key (conversation_id, kind),
  check (num_nonnulls(running_since, paused_at) = 1)
);
create index service_clocks_next on service_clocks (next_at) where next_at is not null;
create index service_clocks_of_level on service_clocks (level_id);

-- How it went.
create table service_results (
  id              uuid primary key,
  conversation_id uuid not null references conversations on delete cascade,
  level_id        uuid not null references service_levels on delete cascade,
  target          text not null check (target in ('first-answer', 'next-answer', 'resolution')),
  asked_at        timestamptz not null,
  ended_at        timestamptz not null,
  target_ms       bigint not null,
  spent_ms        bigint not null
);
create index service_results_of_level on service_results (level_id, ended_at);
create index service_results_of_conversation on service_results (conversation_id, target, ended_at);

-- What was said when: once for each clock and step.
create table service_warnings (
  conversation_id uuid not null references conversations on delete cascade,
  target          text not null,
  asked_at        timestamptz not null,
  after_minutes   int not null,
  level_id        uuid not null references service_levels on delete cascade,
  at              timestamptz not null default now(),
  primary key (conversation_id, target, asked_at, after_minutes)
);

-- By when: what a service level says goes before what the reading suggests; danger goes first all the same.
drop index conversations_by_need;
alter table conversations
  drop column answer_by,
  drop column need,
  add column answer_due  timestamptz,
  add column resolve_due timestamptz,
  add column due_at timestamptz generated always as (least(answer_due, resolve_due)) stored,
  add column answer_by timestamp generated always as (case when waiting_since is null then null
    else coalesce(timezone('UTC', answer_due), timezone('UTC', waiting_since) + interval '1 minute'
      * ((array[4320, 1440, 240, 15])[urgency + 1] * case when mood < 0 then 0.5 else 1 end)) end) stored,
  add column need timestamp generated always as (case when waiting_since is null then null
    when answer_due is not null and urgency < 3 then timezone('UTC', answer_due)
    else timezone('UTC', waiting_since) + interval '1 minute'
      * ((array[4320, 1440, 240, -43200])[urgency + 1] * case when mood < 0 and urgency < 3 then 0.5 else 1 end) end) stored;
create index conversations_by_need on conversations (need, id) where waiting_since is not null and state = 'open';
create index conversations_due on conversations (due_at, id) where due_at is not null;
