-- Who may do what at this plant. A user is disabled, never deleted, so that a name in an old record always means the
-- same person.
create table account (
    user_name     varchar(60)  not null primary key,    -- small letters; never given twice
    name          varchar(120) not null,                -- as printed beside a signature
    roles         varchar(200) not null,                -- words of security/Role, by a space
    password_hash varchar(200) not null,
    must_change   boolean      not null,                -- a one-time password is in force
    password_at   timestamp with time zone not null,
    demonstration boolean      not null,                -- beside a virtual chamber only
    created_at    timestamp with time zone not null,
    created_by    varchar(60)  not null,
    disabled_at   timestamp with time zone
);

-- Passwords that may not come back.
create table account_password (
    user_name     varchar(60)  not null references account,
    replaced_at   timestamp with time zone not null,
    password_hash varchar(200) not null,
    primary key (user_name, replaced_at)
);

-- Keys for scripts; only what the key hashes to is kept.
create table api_token (
    id            varchar(20)  not null primary key,
    user_name     varchar(60)  not null references account,
    name          varchar(120) not null,
    scope         varchar(1000) not null,               -- words of security/Permission, by a space
    hash          varchar(64)  not null unique,
    created_at    timestamp with time zone not null,
    expires_at    timestamp with time zone not null,
    revoked_at    timestamp with time zone
);

-- Failed tries to sign in, by digest of what was typed: people type passwords into the wrong field.
create table sign_in_failure (
    kind          varchar(10)  not null,                -- ACCOUNT or SOURCE
    digest        varchar(64)  not null,
    failures      integer      not null,
    last_at       timestamp with time zone not null,
    primary key (kind, digest)
);
