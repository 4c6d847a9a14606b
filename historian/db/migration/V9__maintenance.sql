-- Who has their hands in the tool, and who has shown that its protections still act. Rows of proof_test are added and
-- never changed; a lock's row gets the moment of its release, once.

create table maintenance_lock (
    id            varchar(36) not null primary key,
    unit          varchar(40) not null,
    module        varchar(40) not null,                 -- id in equipment/chamber.yaml
    holder        varchar(120) not null,
    name          varchar(200) not null,
    reason        varchar(500) not null,
    since         timestamp with time zone not null,
    released_at   timestamp with time zone,             -- null: held, and in force before the first write after a start
    release_reason varchar(500)
);
create index maintenance_lock_held on maintenance_lock (unit, released_at);

create table proof_test (
    id            varchar(36) not null primary key,
    unit          varchar(40) not null,
    cause         varchar(80) not null,                 -- id in interlocks/matrix.yaml
    kind          varchar(20) not null,                 -- GUIDED on the virtual chamber, RECORDED by hand on the tool
    result        varchar(20) not null,                 -- PASS, FAIL, STOPPED
    performed_at  timestamp with time zone not null,
    entered_at    timestamp with time zone not null,
    who           varchar(120) not null,
    name          varchar(200) not null,
    meaning       varchar(500) not null,
    method        varchar(500) not null,
    as_found      double precision,                     -- trip value before anything was adjusted; null: a switch
    as_left       double precision,
    value_unit    varchar(20) not null,
    reaction_s    double precision,                     -- from over the limit to the cause acting
    instrument    varchar(200) not null,
    comment       varchar(2000) not null,
    report        text not null,                        -- JSON: steps and times of a guided test, else empty
    demonstration boolean not null                      -- made on a virtual chamber
);
create index proof_test_cause on proof_test (unit, cause, performed_at);
