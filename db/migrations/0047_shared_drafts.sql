-- A conversation has one draft, which all of us write: several that were begun stand in it, the latest first.
create table draft_writers (
  conversation_id uuid not null,
  user_id         uuid not null references users on delete cascade,
  at              timestamptz not null default now(),
  primary key (conversation_id, user_id)
);
create index draft_writers_of_user on draft_writers (user_id);
insert into draft_writers (conversation_id, user_id, at) select conversation_id, user_id, kept_at from drafts;

alter table drafts
  add column kept_by uuid references users on delete set null,
  -- Microseconds: grows with every change, also past a draft that was sent.
  add column version bigint not null default (extract(epoch from clock_timestamp()) * 1000000)::bigint;
update drafts d set text = o.text, kept_by = o.users[1]
from (select conversation_id, string_agg(text, e'\n\n' order by kept_at desc, user_id) as text,
    array_agg(user_id order by kept_at desc, user_id) as users from drafts group by 1) as o
where d.conversation_id = o.conversation_id and d.user_id = o.users[1];
delete from drafts where kept_by is null;
alter table drafts drop constraint drafts_pkey;
alter table drafts drop column user_id;
alter table drafts add primary key (conversation_id);
create index drafts_of_keeper on drafts (kept_by) where kept_by is not null;
alter table draft_writers add foreign key (conversation_id) references drafts (conversation_id) on delete cascade;
