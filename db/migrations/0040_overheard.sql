-- How much was overheard at a window that watches what anybody says, and how much of it a query wanted kept. By day, UTC.
create table channel_overheard (
  channel_id uuid not null references channels on delete cascade,
  day        date not null,
  heard      bigint not null,
  kept       bigint not null,
  primary key (channel_id, day)
);
