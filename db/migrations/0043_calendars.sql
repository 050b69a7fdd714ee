-- When we work: hours of a week in a time zone, and the days that are otherwise. Minutes of a day; past midnight they go on.
create table calendars (
  id         uuid primary key,
  name       text not null check (length(name) between 1 and 80),
  time_zone  text not null check (length(time_zone) between 1 and 64),
  week       jsonb not null check (jsonb_array_length(week) = 7),      -- for each day, Sunday first: [[540, 1020]]
  changed_by uuid references users on delete set null,
  changed_at timestamptz not null default now(),
  removed_at timestamptz
);
create unique index calendars_once on calendars (lower(name)) where removed_at is null;

-- Holidays (no hours) and days with hours of their own: 2026-12-24, or 12-25 for every year.
create table calendar_days (
  calendar_id uuid not null references calendars on delete cascade,
  day         text not null check (day ~ '^([0-9]{4}-)?[0-9]{2}-[0-9]{2}$'),
  name        text check (length(name) <= 80),
  hours       jsonb not null default '[]',
  written_by  uuid references users on delete set null,
  written_at  timestamptz not null default now(),
  primary key (calendar_id, day)
);
