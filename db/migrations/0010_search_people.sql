-- A name as it is looked for: small letters without accents, as `fold` in src/lib/fold.ts makes them.
create function folded(text) returns text language sql immutable strict parallel safe
  return lower(normalize(regexp_replace(normalize($1, nfd), '[\u0300-\u036f]', '', 'g'), nfc));

-- Whoever looks for somebody writes the beginning of a name or of a handle.
drop index identities_by_name;
drop index identities_by_handle;
create index identities_by_name on identities (folded(name) text_pattern_ops);
create index identities_by_handle on identities (folded(ltrim(handle, '@')) text_pattern_ops) where handle is not null;
