-- The sealed record of a run that has ended, and what became known of it later. Rows are never changed and never
-- removed. The texts are canonical JSON; the signatures stand under their bytes.
create table run_seal (
    run_id        varchar(64)  not null primary key references run (id),
    unit          varchar(40)  not null,
    sealed_at     timestamp with time zone not null,
    record        text         not null,                -- what was sealed
    document      text         not null,                -- fingerprints of it, with the key's public half
    key_id        varchar(64)  not null,                -- SHA-256 of the public key
    signature     varchar(128) not null                 -- Ed25519 under the document, hexadecimal
);

create table run_addendum (
    run_id        varchar(64)  not null references run_seal (run_id),
    number        integer      not null,                -- 1, 2, 3 ... of this run, without a hole
    unit          varchar(40)  not null,
    at            timestamp with time zone not null,
    kind          varchar(20)  not null,                -- MEASUREMENT, INSPECTION, DEVIATION, CORRECTION, DISPOSITION, COMMENT
    document      text         not null,                -- names what stands before it by its hash
    key_id        varchar(64)  not null,
    signature     varchar(128) not null,
    primary key (run_id, number)
);

create index alarm_transition_run on alarm_transition (run_id);
