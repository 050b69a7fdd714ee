-- How often people have given a window its settings. What a connector renews meanwhile (a token) belongs to the settings
-- that it was given, and is not kept over later ones.
alter table channels add column settings_version int not null default 1;
