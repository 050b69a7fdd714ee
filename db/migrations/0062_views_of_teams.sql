-- A team's views end with it; they had become everybody's.
alter table saved_views drop constraint saved_views_team_id_fkey;
alter table saved_views add constraint saved_views_team_id_fkey foreign key (team_id) references teams on delete cascade;
