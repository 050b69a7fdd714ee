-- A writer is told that a reply was held: one kind more than there are.
do $$ begin
  execute (
    select format('alter table notifications drop constraint notifications_kind_check,
      add constraint notifications_kind_check check (%s or kind = ''reply-held'')', pg_get_expr(conbin, conrelid))
    from pg_constraint where conname = 'notifications_kind_check' and conrelid = 'notifications'::regclass);
end $$;
