-- What people's corrections taught, ready to be used by whoever reads; there is one row. Learned anew from the corrections
-- that stand each time one is made or undone. Without a layer nothing was taught, or what was taught does harm.
create table learned (
  one      boolean primary key default true check (one),
  layer    jsonb,
  lessons  int not null,
  figures  jsonb not null,           -- how well is read with it and without, on messages kept apart
  over     text not null,            -- the shipped reader that it was learned over
  learned_at timestamptz not null default now()
);
