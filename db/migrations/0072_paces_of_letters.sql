-- How soon each of us is written to, by kind: at once, in one letter every hour or every day, or never.
alter table notification_choices
  alter mail_assigned drop default, alter mail_reply_failed drop default, alter mail_mentions drop default,
  alter mail_due drop default, alter mail_followed drop default, alter mail_named drop default;
alter table notification_choices
  alter mail_assigned type text using case when mail_assigned then 'at-once' else 'never' end,
  alter mail_reply_failed type text using case when mail_reply_failed then 'at-once' else 'never' end,
  alter mail_mentions type text using case when mail_mentions then 'at-once' else 'never' end,
  alter mail_due type text using case when mail_due then 'at-once' else 'never' end,
  alter mail_followed type text using case when mail_followed then 'at-once' else 'never' end,
  alter mail_named type text using case when mail_named then 'at-once' else 'never' end;
alter table notification_choices
  alter mail_assigned set default 'never', alter mail_reply_failed set default 'never', alter mail_mentions set default 'never',
  alter mail_due set default 'never', alter mail_followed set default 'never', alter mail_named set default 'never',
  add column daily_at smallint not null default 480 check (daily_at between 0 and 1439),    -- minutes of their own day
  add column working_days boolean not null default false,                                   -- Monday to Friday only
  add check (array[mail_assigned, mail_reply_failed, mail_mentions, mail_due, mail_followed, mail_named]
    <@ '{at-once,hourly,daily,never}');
alter table notifications drop constraint notifications_mail_check,
  add constraint notifications_mail_check check (mail in ('at-once', 'hourly', 'daily'));
alter table summaries_due drop constraint summaries_due_what_check,
  add constraint summaries_due_what_check check (what in ('at-once', 'hourly', 'daily'));
