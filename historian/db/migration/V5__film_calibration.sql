-- How the rate model learns from measured films. Nothing here is ever changed or deleted: a run keeps the calibration
-- it had, a measurement stays what was measured, a version of the calibration stays in force until a later one.

-- Where on what a film was measured, by which files, and whether the plant was a virtual one.
alter table characterisation add column place varchar(120) not null default '';   -- 'slot 1' or the witness' label
alter table characterisation add column source varchar(500) not null default '';  -- files a person read it from
alter table characterisation add column demonstration boolean not null default false;
create index characterisation_run on characterisation (run_id);

-- What a measurement of a run's film is compared with. Copied once from the run's record.
create table film_coating (
    run_id        varchar(64) not null primary key references run (id),
    unit          varchar(40) not null,
    started_at    timestamp with time zone not null,
    ended_at      timestamp with time zone not null,
    calibration   integer     not null,                 -- version the run had
    modelled_nm   double precision,                     -- by the rate model alone; null: no film was put on anything
    crystal_nm    double precision                      -- by the crystal alone; null: it was not believed
);

-- Every calibration that was ever in force. The newest is in force.
create table calibration_version (
    unit          varchar(40) not null,
    version       integer     not null,
    rate          double precision not null,            -- learned over modelled deposition rate
    ln_rate_sigma double precision not null,            -- one sigma of its logarithm before a run
    tooling       double precision not null,            -- film on the foil over film on the crystal
    tooling_sigma double precision not null,
    source        varchar(20) not null,                 -- PLANT_FILE, PROPOSAL, RESTORED
    proposal      integer,
    restores      integer,                              -- the version whose numbers it repeats
    learned_to    timestamp with time zone,             -- start of the last run it has learned from
    at            timestamp with time zone not null,
    who           varchar(120) not null,
    name          varchar(200) not null,
    meaning       varchar(500) not null,
    comment       varchar(2000) not null,
    primary key (unit, version)
);

-- What measurements asked for.
create table calibration_proposal (
    unit          varchar(40) not null,
    id            integer     not null,
    at            timestamp with time zone not null,
    base_version  integer     not null,                 -- in force when it was made
    rate          double precision not null,
    ln_rate_sigma double precision not null,
    tooling       double precision not null,
    tooling_sigma double precision not null,
    measured_runs integer     not null,
    runs_since_measured integer not null,
    drift_per_run double precision,
    flags         varchar(200) not null,                -- HELD, UNEXPLAINED_CHANGE, DRIFTING, LIMITED
    learned_to    timestamp with time zone,
    primary key (unit, id)
);

create table calibration_proposal_row (
    unit          varchar(40) not null,
    proposal      integer     not null,
    ordinal       integer     not null,
    measurement   varchar(36) not null references characterisation (id),
    run_id        varchar(64) not null references run (id),
    measured_nm   double precision not null,
    sigma_nm      double precision not null,
    before_nm     double precision not null,            -- rate model with the calibration in force
    after_nm      double precision not null,            -- rate model with the proposed one
    surprise      double precision not null,            -- sigmas off its forecast
    rate_use      varchar(20) not null,                 -- LEARNED, HELD, NOT_COMPARED
    tooling_use   varchar(20) not null,
    is_new        boolean     not null,                 -- came with this proposal
    primary key (unit, proposal, ordinal)
);

-- What became of a proposal. One without a row here is open.
create table calibration_decision (
    unit          varchar(40) not null,
    proposal      integer     not null,
    decision      varchar(20) not null,                 -- ACCEPTED, REJECTED, SUPERSEDED
    at            timestamp with time zone not null,
    who           varchar(120) not null,
    name          varchar(200) not null,
    meaning       varchar(500) not null,
    comment       varchar(2000) not null,
    primary key (unit, proposal)
);

-- Work on the tool that was written down: another target, other shields, a wet clean, another crystal.
create table equipment_event (
    id            varchar(36) not null primary key,
    unit          varchar(40) not null,
    kind          varchar(40) not null,
    asset         varchar(120) not null,
    old_serial    varchar(120) not null,
    new_serial    varchar(120) not null,
    at            timestamp with time zone not null,
    entered_at    timestamp with time zone not null,
    who           varchar(120) not null,
    comment       varchar(2000) not null
);
create index equipment_event_at on equipment_event (unit, at);
