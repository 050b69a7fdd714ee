-- When they first spoke after it was closed: what they had asked before that is over, whether or not it was answered.
alter table conversations add column spoke_anew_at timestamptz;
