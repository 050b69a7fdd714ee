-- Pictures from networks are fetched by us. `fetch_at`: when to try next; null when there is nothing more to try.
alter table message_media add column fetch_at timestamptz default now();
alter table message_media add column fetch_tries int not null default 0;
create index message_media_to_fetch on message_media (fetch_at) where kind = 'image' and file is null and fetch_at is not null;

alter table identities add column avatar_fetch_at timestamptz default now();
alter table identities add column avatar_fetch_tries int not null default 0;
create index identities_to_fetch on identities (avatar_fetch_at)
  where avatar_url is not null and avatar_file is null and avatar_fetch_at is not null;

-- How large a picture is, so that a page keeps its place for it.
alter table files add column width int;
alter table files add column height int;
create index files_stored on files (stored_at);
