-- Where most people write Spanish or English, walking the list finds those soon enough; an index of all would be written with
-- every message.
drop index conversations_in_language;
create index conversations_in_language on conversations (language, state, last_at desc, id desc)
  where language is not null and language <> 'es' and language <> 'en';
