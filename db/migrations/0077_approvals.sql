-- A reply that somebody else reads before it leaves: who asked, by which rule, and what became of it.
create table reply_approvals (
  id         uuid primary key,
  reply_id   uuid not null references replies on delete cascade,
  rule_id    uuid not null references approval_rules,
  asked_by   uuid references users on delete set null,
  asked_at   timestamptz not null default now(),
  seen       bigint not null,                         -- the last event then: whoever decides is told what came after it
  closes     boolean not null default false,          -- the conversation is closed once it leaves
  decision   text check (decision in ('approved', 'sent-back', 'withdrawn', 'failed')),
  decided_by uuid references users on delete set null,
  decided_at timestamptz,
  remark     text check (length(remark) between 1 and 2000),
  check ((decision is null) = (decided_at is null)),
  check (remark is null or decision = 'sent-back')
);
create unique index reply_approvals_open on reply_approvals (reply_id) where decision is null;
create index reply_approvals_waiting on reply_approvals (asked_at, id) where decision is null;
create index reply_approvals_of_reply on reply_approvals (reply_id, asked_at);
create index reply_approvals_of_rule on reply_approvals (rule_id);

-- What a reply said before somebody changed its words: its messages as they were.
create table reply_revisions (
  id          bigint generated always as identity primary key,
  reply_id    uuid not null references replies on delete cascade,
  parts       text[] not null,
  replaced_by uuid references users on delete set null,
  replaced_at timestamptz not null default now()
);
create index reply_revisions_of_reply on reply_revisions (reply_id, id);

alter table deliveries drop constraint deliveries_state_check,
  add constraint deliveries_state_check check (
    state in ('awaiting-approval', 'waiting', 'held', 'sending', 'sent', 'failed', 'uncertain', 'withdrawn'));

do $$ begin
  execute (
    select format('alter table notifications drop constraint notifications_kind_check,
      add constraint notifications_kind_check check (%s or kind in (''to-approve'', ''approved'', ''sent-back''))',
      pg_get_expr(conbin, conrelid))
    from pg_constraint where conname = 'notifications_kind_check' and conrelid = 'notifications'::regclass);
end $$;
alter table notification_choices
  add column mail_approval text not null default 'never' check (mail_approval in ('at-once', 'hourly', 'daily', 'never')),
  add column push_approval boolean not null default true;
