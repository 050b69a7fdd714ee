-- On which days the coach said what to whom, in which conversation: how often it speaks, to know how often it is wrong.
create table coach_remarks (
  conversation_id uuid not null references conversations on delete cascade,
  user_id         uuid not null references users on delete cascade,
  kind            text not null,
  day             date not null,
  language        text not null,
  primary key (conversation_id, user_id, kind, day)
);

-- A remark that somebody waved away: until they have answered there, it is not made again.
create table coach_dismissals (
  id              uuid primary key,
  conversation_id uuid not null references conversations on delete cascade,
  user_id         uuid references users on delete set null,
  kind            text not null,
  language        text not null,
  at              timestamptz not null default now()
);
create index coach_dismissals_of_conversation on coach_dismissals (conversation_id, user_id, at);
create index coach_dismissals_by_kind on coach_dismissals (at, kind, language);
create index coach_remarks_by_kind on coach_remarks (day, kind, language);

-- What we answered to a message: the same words are not said to somebody twice.
create index replies_to_message on replies (in_reply_to, written_at);
