-- The run record: what each run was asked to do, what it did, and every reading behind it.
-- One text for H2 (PostgreSQL mode) and PostgreSQL: only types and statements both know.
-- Times are UTC. A column that holds a quantity names its unit. Every row names its unit (the sputter tool).

-- One run of one recipe. The row is rewritten while the run lives and left alone once it has ended.
create table run (
    id                varchar(64)  not null primary key,
    unit              varchar(40)  not null,
    recipe            varchar(120) not null,
    recipe_version    integer      not null,
    recipe_hash       varchar(64)  not null,
    plant_hash        varchar(64)  not null,
    operator          varchar(120) not null,
    foils             varchar(2000) not null,           -- as the operator loaded them; edges are in run_foil
    state             varchar(20)  not null,            -- ISA-88 name
    phase             varchar(40)  not null,
    started_at        timestamp with time zone not null,
    ended_at          timestamp with time zone,
    duration_s        double precision not null,        -- plant time
    target_nm         double precision,
    thickness_nm      double precision,                 -- estimate
    sigma_nm          double precision,                 -- one sigma of the estimate
    true_nm           double precision,                 -- only a virtual chamber can know
    film_density_kg_m3 double precision,                -- effective density used to turn mass into thickness
    trips             integer      not null default 0,
    holds             integer      not null default 0,
    end_reason        varchar(500) not null default '',
    demonstration     boolean      not null default false,
    record_sha256     varchar(64),                      -- of record_json, once the run has ended
    record_json       text                              -- the batch record in canonical form
);
create index run_started on run (unit, started_at);
create index run_recipe on run (recipe, recipe_version);

-- One pass through one phase; a phase entered again after a hold has another row.
create table run_phase (
    run_id        varchar(64) not null references run (id),
    ordinal       integer     not null,                 -- in the order in which phases were entered
    unit          varchar(40) not null,
    phase         varchar(40) not null,
    started_at    timestamp with time zone not null,
    ended_at      timestamp with time zone,
    duration_s    double precision not null,
    result        varchar(20) not null,                 -- RUNNING, DONE, STOPPED
    report_json   text        not null,                 -- set points, actual values and what the phase reported
    primary key (run_id, ordinal)
);

-- What happened, in the order in which it happened. Append only.
create table event (
    seq           bigint      not null,                 -- journal sequence number
    part          integer     not null,                 -- several events may share one turn
    unit          varchar(40) not null,
    at            timestamp with time zone not null,
    tick          bigint      not null,
    run_id        varchar(64),
    phase         varchar(40),
    kind          varchar(40) not null,                 -- RUN, PHASE, TRIP, ALARM, COMMAND, LINK, ...
    subject       varchar(200) not null,                -- a tag, a cause, an alarm, a phase
    text          varchar(2000) not null,
    who           varchar(120) not null,                -- a person, or empty for the program
    detail_json   text,
    primary key (unit, seq, part)
);
create index event_at on event (unit, at);
create index event_run on event (run_id);

-- A stretch of samples of one tag, compressed by column.
create table sample_block (
    unit          varchar(40)  not null,
    tag           varchar(120) not null,
    first_seq     bigint       not null,                -- journal sequence number of the first sample
    last_seq      bigint       not null,
    run_id        varchar(64),                          -- blocks are cut where a run starts and ends
    phase         varchar(40),                          -- when the whole block lies in one phase
    from_at       timestamp with time zone not null,    -- rounded down; exact times are in the payload
    to_at         timestamp with time zone not null,    -- rounded up
    samples       integer      not null,
    usable        integer      not null,                -- samples whose quality is not BAD
    min_value     double precision,                     -- over usable samples, base unit of the tag
    max_value     double precision,
    codec         smallint     not null,
    payload       bytea        not null,
    crc32c        bigint       not null,                -- over tag, sequence numbers, count and payload
    primary key (unit, tag, first_seq)
);
create index sample_block_at on sample_block (unit, tag, to_at);
create index sample_block_run on sample_block (run_id);

-- A stretch of time without samples, and why. A gap is a fact like a sample.
create table gap (
    unit          varchar(40)  not null,
    seq           bigint       not null,
    part          integer      not null,
    tag           varchar(120),                         -- null: every tag
    from_at       timestamp with time zone not null,
    to_at         timestamp with time zone not null,
    reason        varchar(500) not null,
    lost_records  bigint       not null default 0,
    primary key (unit, seq, part)
);
create index gap_at on gap (unit, to_at);

-- How far the journal has been moved into this database. Written in the transaction of the data it speaks for,
-- which is what makes the move happen exactly once.
create table writer_position (
    unit          varchar(40)  not null,
    stream        varchar(120) not null,                -- 'events', or the tag of a sample stream
    seq           bigint       not null,
    primary key (unit, stream)
);

-- Every write a person asked for and every refused one. Append only; each row carries the hash of the one before.
create table audit (
    seq           bigint       not null primary key,
    unit          varchar(40)  not null,
    at            timestamp with time zone not null,
    who           varchar(120) not null,
    what          varchar(200) not null,
    old_value     text,
    new_value     text,
    why           varchar(2000) not null,
    origin        varchar(200) not null,                -- address and client
    result        varchar(200) not null,
    previous_hash varchar(64)  not null,
    hash          varchar(64)  not null
);
create index audit_at on audit (at);
create index audit_who on audit (who, at);
