-- Conversations that have to do with each other; each pair once, the smaller id first.
create table conversation_links (
  id        uuid primary key,
  one_id    uuid not null references conversations on delete cascade,
  other_id  uuid not null references conversations on delete cascade,
  why       text check (length(why) between 1 and 200),
  linked_by uuid references users on delete set null,
  linked_at timestamptz not null default now(),
  check (one_id < other_id),
  unique (one_id, other_id)
);
create index conversation_links_of_other on conversation_links (other_id);
