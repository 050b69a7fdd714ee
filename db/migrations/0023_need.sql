-- Danger goes before everything else that waits, however long that has waited: the order of the inbox is the moment an
-- answer is due, and what is for now a month before that.
alter table conversations
  add column need timestamp generated always as (timezone('UTC', waiting_since) + interval '1 minute'
    * ((array[4320, 1440, 240, -43200])[urgency + 1] * case when mood < 0 and urgency < 3 then 0.5 else 1 end)) stored;
drop index conversations_by_need;
create index conversations_by_need on conversations (need, id) where waiting_since is not null and state = 'open';
-- What few messages are for, and the languages that few speak.
create index conversations_suggesting on conversations (state, last_at desc, id desc) where intents & 4 <> 0;
create index conversations_praising on conversations (state, last_at desc, id desc) where intents & 8 <> 0;
create index conversations_thanking on conversations (state, last_at desc, id desc) where intents & 16 <> 0;
create index conversations_buying on conversations (state, last_at desc, id desc) where intents & 32 <> 0;
create index conversations_of_spam on conversations (state, last_at desc, id desc) where intents & 64 <> 0;
create index conversations_in_language on conversations (language, state, last_at desc, id desc) where language is not null;
