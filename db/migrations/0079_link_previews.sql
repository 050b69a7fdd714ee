-- What the pages that we link to say of themselves; asked again after an hour, forgotten after a day.
create table link_previews (
  url_sha256 bytea primary key,
  url        text not null,
  fetched_at timestamptz not null default now(),
  -- Null: it says nothing, or could not be asked.
  title       text,
  description text not null default '',
  picture     bytea references files (sha256) on delete set null,
  check (length(url) <= 2000)
);
create index link_previews_old on link_previews (fetched_at);
create index link_previews_with_picture on link_previews (picture) where picture is not null;

-- The author of a draft would rather send this link without what it leads to.
create table bare_links (
  conversation_id uuid not null references conversations on delete cascade,
  url_sha256      bytea not null,
  chosen_by       uuid references users on delete set null,
  chosen_at       timestamptz not null default now(),
  primary key (conversation_id, url_sha256)
);

-- What goes with a reply where the network shows what we send of a link; as it was when that was decided.
create table reply_cards (
  reply_id    uuid primary key references replies on delete cascade,
  url         text not null,
  title       text not null,
  description text not null,
  picture     bytea references files (sha256)
);
create index reply_cards_with_picture on reply_cards (picture) where picture is not null;
