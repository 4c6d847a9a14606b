-- What sweeps and rate grids teach of the tool's own numbers. As in V5, nothing here is ever changed or deleted.

-- The tool's numbers that a version of the calibration carries; what is not named is as the plant files say.
create table calibration_tool (
    unit          varchar(40) not null,
    version       integer     not null,
    parameter     varchar(60) not null,                 -- as in equipment/calibrations: kappa, collecting_area
    value_si      double precision not null,
    sigma_si      double precision not null,
    primary key (unit, version, parameter),
    foreign key (unit, version) references calibration_version (unit, version)
);

-- The same of a proposal: what a version would carry that accepts it.
create table calibration_proposal_tool (
    unit          varchar(40) not null,
    proposal      integer     not null,
    parameter     varchar(60) not null,
    value_si      double precision not null,
    sigma_si      double precision not null,
    primary key (unit, proposal, parameter),
    foreign key (unit, proposal) references calibration_proposal (unit, id)
);

-- Which run a proposal of the tool's numbers comes from, and the fit as it was shown to the person who signed.
create table commissioning (
    unit          varchar(40) not null,
    proposal      integer     not null,
    kind          varchar(20) not null,                 -- SWEEP, GRID
    run_id        varchar(64) not null references run (id),
    document      text        not null,                 -- JSON: curves, residuals, correlations, goodness
    primary key (unit, proposal),
    foreign key (unit, proposal) references calibration_proposal (unit, id)
);
create index commissioning_run on commissioning (run_id);
