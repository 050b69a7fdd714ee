-- Where people are asked how it went after a conversation was closed, in which words, and when.
create table survey_settings (
  channel_id    uuid primary key references channels on delete cascade,
  on_since      timestamptz,
  questions     jsonb not null,
  after_minutes integer not null check (after_minutes between 5 and 20160),
  every_days    integer not null check (every_days between 1 and 365),
  in_public     boolean not null,
  calendar_id   uuid references calendars on delete set null,
  changed_by    uuid references users on delete set null,
  changed_at    timestamptz not null default now()
);

-- One for each closing: whom to ask, when, what became of it, and what they said.
create table surveys (
  id              uuid primary key,
  conversation_id uuid not null references conversations on delete cascade,
  closed_at       timestamptz not null,
  channel_id      uuid not null references channels,
  person_id       uuid not null references people on delete cascade,
  in_reply_to     uuid not null references messages on delete cascade,
  user_id         uuid references users on delete set null,
  team_id         uuid references teams on delete set null,
  language        text not null,
  privately       boolean not null,
  ask_at          timestamptz not null,
  state           text not null default 'planned' check (state in ('planned', 'asked', 'called-off', 'let-be')),
  because         text,
  settled_by      uuid references users on delete set null,
  settled_at      timestamptz,
  asked_at        timestamptz,
  reply_id        uuid unique references replies on delete set null,
  secret_hash     bytea unique,
  question        text,
  mark            smallint check (mark between 1 and 5),
  words           text check (length(words) between 1 and 2000),
  marked_at       timestamptz,
  changed_at      timestamptz,
  unique (conversation_id, closed_at),
  check ((state = 'asked') = (asked_at is not null)),
  check ((mark is null) = (marked_at is null))
);
create index surveys_due on surveys (ask_at) where state = 'planned';
create index surveys_of_person on surveys (person_id) where state in ('planned', 'asked');
create index surveys_asked on surveys (asked_at) where asked_at is not null;
create index surveys_marked on surveys (marked_at desc, id desc) where marked_at is not null;

-- Who is never asked; `said_by` one of us, or themselves.
create table survey_refusals (
  person_id uuid primary key references people on delete cascade,
  said_by   uuid references users on delete set null,
  said_at   timestamptz not null default now()
);

-- A question after closing is ours, but no answer: nobody's waiting ends with it.
alter table messages add column asks_after boolean not null default false;
-- To be said to the author alone, whoever could read what it answers.
alter table deliveries add column privately boolean not null default false;
