-- What only one of us knows of a conversation: whether it is about us, and whether what they say is so.
create table response_answers (
  conversation_id uuid not null references conversations on delete cascade,
  question        text not null check (question in ('about-us', 'is-so')),
  answer          boolean not null,
  answered_by     uuid references users on delete set null,
  answered_at     timestamptz not null default now(),
  primary key (conversation_id, question)
);

-- Which answer somebody chose, and which was proposed.
create table response_choices (
  id              uuid primary key,
  conversation_id uuid not null references conversations on delete cascade,
  proposed        text check (proposed in ('respond', 'correct', 'make-good', 'let-stand', 'watch')),  -- null: it was still asked
  chosen          text not null check (chosen in ('respond', 'correct', 'make-good', 'let-stand', 'watch')),
  chosen_by       uuid references users on delete set null,
  chosen_at       timestamptz not null default now()
);
create index response_choices_of_conversation on response_choices (conversation_id, chosen_at);
create index response_choices_lately on response_choices (chosen_at);

-- Who does not want to see it.
create table response_tree_hidden (
  user_id   uuid primary key references users on delete cascade,
  hidden_at timestamptz not null default now()
);
