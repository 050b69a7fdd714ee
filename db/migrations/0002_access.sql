-- The team. Rows of `users`, `sessions`, `sign_ins`, `verifications` and `two_factors` have the shape that better-auth
-- asks for; a test compares them with its own generator.
create table users (
  id                 uuid primary key,
  name               text not null check (length(name) between 1 and 200),
  email              text not null unique check (email = lower(email) and length(email) <= 320),
  email_verified     boolean not null default false,
  image              text,
  two_factor_enabled boolean not null default false,
  role               text not null check (role in ('owner', 'manager', 'agent', 'observer')),
  language           text not null default 'en',
  time_zone          text not null default 'UTC',
  scheme             text not null default 'system' check (scheme in ('light', 'dark', 'system')),
  density            text not null default 'roomy' check (density in ('roomy', 'compact')),
  deactivated_at     timestamptz,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now()
);

create table teams (
  id         uuid primary key,
  name       text not null check (length(name) between 1 and 100),
  created_at timestamptz not null default now()
);
create unique index teams_once on teams (lower(name));
create table team_members (
  team_id  uuid not null references teams on delete cascade,
  user_id  uuid not null references users on delete cascade,
  added_at timestamptz not null default now(),
  primary key (team_id, user_id)
);
create index team_members_of_user on team_members (user_id, team_id);

create table sessions (
  id         uuid primary key,
  token      text not null unique,
  user_id    uuid not null references users on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_of_user on sessions (user_id);
create index sessions_by_expiry on sessions (expires_at);

-- The ways a person proves who they are: a password (`credential`), or an account at the organisation's identity provider.
create table sign_ins (
  id                       uuid primary key,
  account_id               text not null,
  provider_id              text not null,
  user_id                  uuid not null references users on delete cascade,
  access_token             text,
  refresh_token            text,
  id_token                 text,
  access_token_expires_at  timestamptz,
  refresh_token_expires_at timestamptz,
  scope                    text,
  password                 text,
  created_at               timestamptz not null default now(),
  updated_at               timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index sign_ins_of_user on sign_ins (user_id);

create table verifications (
  id         uuid primary key,
  identifier text not null,
  value      text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_by_identifier on verifications (identifier);

create table two_factors (
  id                        uuid primary key,
  secret                    text not null,
  backup_codes              text not null,
  user_id                   uuid not null references users on delete cascade,
  verified                  boolean,
  failed_verification_count integer,
  locked_until              timestamptz
);
create index two_factors_of_user on two_factors (user_id);
create index two_factors_by_secret on two_factors (secret);

-- What signs cookies and seals second factors, itself sealed with the installation's key (AES-256-GCM). One row for each
-- key it was sealed with: a start with a wrong key spoils nothing.
create table sign_in_secrets (
  key_id    bytea primary key,
  sealed    bytea not null,
  sealed_at timestamptz not null default now()
);

-- Open until accepted or revoked; one open invitation for each address. The link's secret is kept as its hash.
create table invitations (
  id          uuid primary key,
  email       text not null check (email = lower(email) and length(email) <= 320),
  role        text not null check (role in ('owner', 'manager', 'agent', 'observer')),
  team_id     uuid references teams on delete set null,
  secret_hash bytea not null unique,
  invited_by  uuid references users on delete set null,
  invited_at  timestamptz not null default now(),
  expires_at  timestamptz not null,
  accepted_by uuid references users on delete set null,
  accepted_at timestamptz,
  revoked_by  uuid references users on delete set null,
  revoked_at  timestamptz,
  check (accepted_at is null or revoked_at is null)
);
create unique index invitations_open on invitations (email) where accepted_at is null and revoked_at is null;

-- The first owner's way in. Sealed beside its hash, because each start prints the same link until it is used or too old.
create table setup_links (
  id          uuid primary key,
  secret_hash bytea not null unique,
  sealed      bytea not null,
  made_at     timestamptz not null default now(),
  expires_at  timestamptz not null,
  used_by     uuid references users on delete set null,
  used_at     timestamptz
);

-- A way back in, made on the command line: whoever opens it chooses a new password for this person.
create table password_links (
  id          uuid primary key,
  user_id     uuid not null references users on delete cascade,
  secret_hash bytea not null unique,
  made_at     timestamptz not null default now(),
  expires_at  timestamptz not null,
  used_at     timestamptz
);
create index password_links_of_user on password_links (user_id);

-- A program's key. It acts for one of us, and may do what both its scopes and that person's role allow.
create table api_tokens (
  id           uuid primary key,
  user_id      uuid not null references users on delete cascade,
  name         text not null check (length(name) between 1 and 100),
  hash         bytea not null unique,
  scopes       text[] not null check (cardinality(scopes) > 0),
  created_at   timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_by   uuid references users on delete set null,
  revoked_at   timestamptz
);
create index api_tokens_of_user on api_tokens (user_id);

-- Tries within a window of time. The key is a hash: neither addresses nor e-mails are kept.
create table rate_limits (
  key      bytea primary key,
  tries    integer not null,
  began_at timestamptz not null,
  ends_at  timestamptz not null
);
create index rate_limits_by_end on rate_limits (ends_at);

-- What the audit page shows: what one of us did, and what was done to the house itself.
create index events_to_audit on events (seq) where by_user is not null
  or (conversation_id is null and message_id is null and person_id is null and channel_id is null);
create index events_to_audit_by_kind on events (kind, seq) where by_user is not null
  or (conversation_id is null and message_id is null and person_id is null and channel_id is null);
