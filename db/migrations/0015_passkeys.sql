-- Passkeys (https://www.w3.org/TR/webauthn-3/): each works at the name it was made for, and stands for password and second step.
create table passkeys (
  id            uuid primary key,
  user_id       uuid not null references users on delete cascade,
  name          text not null check (length(name) between 1 and 100),
  host          text not null,
  credential_id text not null unique,
  public_key    bytea not null,
  counter       bigint not null check (counter >= 0),
  transports    text[] not null,
  made_at       timestamptz not null default now(),
  last_used_at  timestamptz
);
create index passkeys_of_user on passkeys (user_id);
create index passkeys_by_host on passkeys (host, user_id);

-- When it was last certain whose session it is: at the sign-in, and whenever the password is written again.
alter table sessions add column proved_at timestamptz;
update sessions set proved_at = created_at;
alter table sessions alter column proved_at set default now(), alter column proved_at set not null;
