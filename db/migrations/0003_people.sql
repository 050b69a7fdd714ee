create table people (
  id         uuid primary key,
  name       text not null,
  created_at timestamptz not null default now()
);

-- One account of somebody on one network. Its person is one for each now, many to one when they are joined.
create table identities (
  id          uuid primary key,
  person_id   uuid not null references people,
  network     text not null,
  external_id text not null,
  name        text not null,
  handle      text,
  url         text,
  avatar_url  text,
  avatar_file bytea references files on delete set null,
  is_bot      boolean not null default false,
  created_at  timestamptz not null default now(),
  unique (network, external_id)
);
create index identities_of_person on identities (person_id);
create index identities_by_handle on identities (lower(handle)) where handle is not null;
create index identities_by_name on identities (lower(name) text_pattern_ops);
create index identities_with_avatar_file on identities (avatar_file) where avatar_file is not null;
