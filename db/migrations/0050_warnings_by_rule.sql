-- What was said under one rule, or for one target, may have to be said again under another that gives more time.
alter table service_warnings add column target_ms bigint not null default 0;
update service_warnings w set target_ms = 60000 * coalesce(case w.target when 'first-answer' then l.first_answer
  when 'next-answer' then l.next_answer else l.resolution end, 0)::bigint
from service_levels l where l.id = w.level_id;
alter table service_warnings alter column target_ms drop default,
  drop constraint service_warnings_pkey,
  add primary key (conversation_id, target, asked_at, level_id, target_ms, after_minutes);
