-- The bytes of a file are in the database or in the bucket that the configuration names.
alter table files add place text not null default 'database' check (place in ('database', 'bucket'));
alter table files add check ((place = 'database') = (content is not null));
create index files_by_place on files (place, sha256);

-- Every object that may be in the bucket, written before it is put there. One that no file has needed for a day is taken
-- away, whether its file was removed, came back to the database, or never arose.
create table bucket_objects (
  sha256 bytea primary key check (length(sha256) = 32),
  needed_at timestamptz not null default now()
);
create index bucket_objects_needed on bucket_objects (needed_at);

-- Where in the bucket: a name of this database alone, so that a copy of it can never take away what the other needs.
create table bucket_folder (
  one boolean primary key default true check (one),
  name text not null default replace(gen_random_uuid()::text, '-', '')
);
insert into bucket_folder default values;
