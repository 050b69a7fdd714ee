-- Who is away, from when until when, and who stands in.
create table absences (
  id       uuid primary key,
  user_id  uuid not null references users on delete cascade,
  from_at  timestamptz not null,
  until_at timestamptz not null,
  note     text check (length(note) between 1 and 200),
  stand_in uuid references users on delete set null,
  set_by   uuid references users on delete set null,
  set_at   timestamptz not null default now(),
  ended_by uuid references users on delete set null,
  ended_at timestamptz,
  check (until_at > from_at),
  check (stand_in <> user_id)
);
create index absences_to_come on absences (user_id, until_at) where ended_at is null;

-- Whose it is who is away: they spoke to somebody who is not here.
alter table assignment_waits add column away uuid references users on delete cascade;
