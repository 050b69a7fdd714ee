-- Who stopped a deed on many, or took it back: whoever asked for it, or whoever leads the team.
alter table bulk_runs add column ended_by uuid references users (id) on delete set null;
