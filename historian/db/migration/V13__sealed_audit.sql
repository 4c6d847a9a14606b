-- How the hash of an audit row is made: 1 as earlier versions did, 2 with unit, form and signature in it.
alter table audit add column form smallint default 1 not null;
alter table audit add column signature_id varchar(40) default '' not null;  -- the signature under the act, or empty

-- Every key this installation has signed with: the public half, as X.509 SubjectPublicKeyInfo.
create table signing_key (
    id            varchar(64)  not null primary key,    -- SHA-256 of the public key
    public_key    varchar(200) not null,                -- hexadecimal
    since         timestamp with time zone not null
);

-- A person's name under an act, bound to the canonical text of exactly what was signed. Append only.
create table signature (
    number        bigint       not null primary key,    -- 1, 2, 3 ... without a hole
    id            varchar(40)  not null unique,
    unit          varchar(40)  not null,
    act           varchar(200) not null,                -- run.start
    object        varchar(200) not null,                -- run PVD-01-260301-080000
    record        text         not null,                -- canonical JSON of act, object and content
    who           varchar(120) not null,
    name          varchar(200) not null,                -- as printed
    meaning       varchar(500) not null,
    at            timestamp with time zone not null,
    previous      varchar(128) not null,                -- the signature before, hexadecimal
    key_id        varchar(64)  not null references signing_key (id),
    signature     varchar(128) not null                 -- Ed25519, hexadecimal
);
create index signature_object on signature (object);

-- What the installation's key says of the end of the audit and of the signatures, now and then. That it points at an
-- audit row also keeps H2 from truncating the audit, which no trigger could see.
create table audit_checkpoint (
    number        bigint       not null primary key,    -- 1, 2, 3 ... without a hole
    unit          varchar(40)  not null,
    at            timestamp with time zone not null,
    audit_seq     bigint       not null references audit (seq),
    audit_hash    varchar(64)  not null,
    signatures    bigint       not null,                -- how many there were
    last_signature varchar(128) not null,
    key_id        varchar(64)  not null references signing_key (id),
    signature     varchar(128) not null                 -- Ed25519, hexadecimal
);
