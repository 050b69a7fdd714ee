-- Who is told when a query finds something: so many times within so many minutes, and then not again for as long.
create table query_alerts (
  id         uuid primary key,
  query_id   uuid not null references queries on delete cascade,
  user_id    uuid references users on delete cascade,
  team_id    uuid references teams on delete cascade,
  times      int not null check (times between 1 and 1000),
  minutes    int not null check (minutes between 5 and 1440),
  fired_at   timestamptz,
  created_by uuid references users on delete set null,
  created_at timestamptz not null default now(),
  check (num_nonnulls(user_id, team_id) = 1)
);
create unique index query_alerts_once on query_alerts (query_id, coalesce(user_id, team_id), times, minutes);
create index query_alerts_of_user on query_alerts (user_id) where user_id is not null;
create index query_alerts_of_team on query_alerts (team_id) where team_id is not null;

alter table notifications drop constraint notifications_kind_check,
  add constraint notifications_kind_check check (
    kind in ('assigned', 'reply-failed', 'reply-uncertain', 'channel-failed', 'channel-missing', 'mentions'));
alter table notification_choices add column mail_mentions boolean not null default false;
