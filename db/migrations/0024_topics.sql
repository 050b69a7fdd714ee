-- What an organisation's conversations are about, in its own words. One that is removed can be brought back.
create table topics (
  id         uuid primary key,
  name       text not null check (length(name) between 1 and 60),
  made_by    uuid references users on delete set null,
  made_at    timestamptz not null default now(),
  removed_at timestamptz
);
create unique index topics_once on topics (lower(name)) where removed_at is null;

-- Which messages are about it: a person says yes or no, or what was learned suggests it, with a probability.
create table message_topics (
  message_id uuid not null references messages on delete cascade,
  topic_id   uuid not null references topics on delete cascade,
  says       text not null check (says in ('yes', 'no', 'perhaps')),
  p          real check (p between 0 and 1),
  by         uuid references users on delete set null,
  at         timestamptz not null default now(),
  primary key (message_id, topic_id),
  check ((says = 'perhaps') = (p is not null))
);
create index message_topics_of_topic on message_topics (topic_id, message_id) where says <> 'no';
