-- What somebody is good at, as they or whoever leads them say, and what of it a rule asks for.
alter table assignment_people
  add column languages text[] not null default '{}',
  add column networks  text[] not null default '{}',
  add column topics    uuid[] not null default '{}';
alter table assignment_rules
  add column skills        text[] not null default '{}' check (skills <@ array['language', 'network', 'topic']),
  add column without_skill text not null default 'anybody' check (without_skill in ('anybody', 'wait'));
