-- Kept by hand while a draft was there, it is of that draft, whoever sends it; else of what its writer says next.
alter table promises add column with_draft boolean not null default false;
update promises p set with_draft = true where p.made_at is null and p.reply_id is null
  and exists (select from drafts d where d.conversation_id = p.conversation_id);
