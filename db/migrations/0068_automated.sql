-- The audit also shows what automations did.
drop index events_to_audit;
drop index events_to_audit_by_kind;
create index events_to_audit on events (seq) where by_user is not null or data ->> 'automation' is not null
  or (conversation_id is null and message_id is null and person_id is null and channel_id is null);
create index events_to_audit_by_kind on events (kind, seq) where by_user is not null or data ->> 'automation' is not null
  or (conversation_id is null and message_id is null and person_id is null and channel_id is null);

-- The bell says what an automation was to tell, and that one rests.
do $$ begin
  execute (
    select format('alter table notifications drop constraint notifications_kind_check,
      add constraint notifications_kind_check check (%s or kind in (''told'', ''automation-paused''))',
      pg_get_expr(conbin, conrelid))
    from pg_constraint where conname = 'notifications_kind_check' and conrelid = 'notifications'::regclass);
end $$;
