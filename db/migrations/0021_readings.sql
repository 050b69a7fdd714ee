-- What was understood of a message: by the machine, and by people where they said otherwise. Narrow, because every message
-- has one. Words are kept as numbers, in the order of their lists in src/reading/reading.ts.
create table message_readings (
  message_id uuid primary key references messages on delete cascade,
  model      int not null,           -- which reader: a hash of its version; 0 is to be read again
  depth      smallint not null check (depth between 0 and 3),     -- 0 could not be read, 1 language, 2 mood too, 3 whole
  mood       smallint not null check (mood between -1 and 1),
  score      smallint not null check (score between -100 and 100),
  intents    smallint not null check (intents >= 0),              -- a bit for each
  urgency    smallint not null check (urgency between 0 and 3),
  abuse      smallint not null check (abuse between 0 and 4),
  corrected  smallint not null default 0,                         -- a bit for each field that a person decided
  language   text not null check (length(language) between 2 and 3),
  certainty  bytea not null          -- in 200ths: language, mood, urgency, abuse, then each intent in the order of its bit
);

-- What is still to be read: its reader failed, or it was edited while there was none.
create table readings_due (
  message_id uuid primary key references messages on delete cascade,
  tries      smallint not null default 0
);

-- How far back a reader has read what was stored before it came: messages older than `reached` wait.
create table reading_walks (
  model   int primary key,
  reached uuid not null,
  read    int not null default 0,
  done_at timestamptz
);

-- What was said to us since we last spoke, as the inbox asks for it. `answer_by` is when whoever waits should have an
-- answer: sooner the more urgent, and in half the time when they are upset. UTC without a zone, so that it can be generated.
alter table conversations
  add column language text,
  add column mood     smallint,
  add column intents  smallint not null default 0,
  add column urgency  smallint not null default 1 check (urgency between 0 and 3),
  add column abuse    smallint not null default 0 check (abuse between 0 and 4),
  add column answer_by timestamp generated always as (timezone('UTC', waiting_since) + interval '1 minute'
    * ((array[4320, 1440, 240, 15])[urgency + 1] * case when mood < 0 then 0.5 else 1 end)) stored;

create index conversations_by_need on conversations (answer_by, id) where waiting_since is not null and state = 'open';
-- What is rare is found by its own index; what is common, by walking the list.
create index conversations_urgent on conversations (state, last_at desc, id desc) where urgency >= 2;
create index conversations_abusive on conversations (state, last_at desc, id desc) where abuse >= 1;
