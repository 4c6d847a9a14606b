-- From foil lot to tested cell: what came from what.
-- ids are opaque and permanent; human_id is what is printed on a label. Rework is a new edge, never an overwrite.

create table foil_lot (
    id            varchar(36) not null primary key,
    human_id      varchar(60) not null unique,
    unit          varchar(40) not null,
    supplier      varchar(200) not null default '',
    supplier_lot  varchar(120) not null default '',
    material      varchar(60) not null default 'Zn',
    purity        double precision,                     -- ratio
    thickness_um  double precision,
    width_mm      double precision,
    coil          varchar(120) not null default '',
    received_at   timestamp with time zone,
    demonstration boolean not null default false
);

create table foil_piece (
    id            varchar(36) not null primary key,
    human_id      varchar(60) not null unique,
    unit          varchar(40) not null,
    lot_id        varchar(36) references foil_lot (id),
    parent_id     varchar(36) references foil_piece (id),
    along_m       double precision,                     -- cut position along the coil
    across_mm     double precision,
    length_mm     double precision,
    width_mm      double precision,
    mass_before_mg double precision,
    mass_after_mg double precision,
    cleaning      varchar(500) not null default '',
    created_at    timestamp with time zone not null,
    created_by    varchar(120) not null,
    disposition   varchar(20) not null default 'PENDING', -- PENDING HOLD RELEASED RELEASED_AT_RISK REJECTED REWORK SCRAPPED RECALLED
    demonstration boolean not null default false
);

-- Which foils a run coated: several foils a run, several runs a foil.
create table run_foil (
    run_id        varchar(64) not null references run (id),
    foil_id       varchar(36) not null references foil_piece (id),
    unit          varchar(40) not null,
    slot          varchar(40) not null,
    side          varchar(1)  not null default 'A',
    pass_number   integer     not null default 1,
    thickness_nm  double precision,
    sigma_nm      double precision,
    primary key (run_id, foil_id, side, pass_number)
);
create index run_foil_foil on run_foil (foil_id);

-- A polished slip that goes through the run beside the foil and is measured in its place.
create table witness (
    id            varchar(36) not null primary key,
    human_id      varchar(60) not null unique,
    unit          varchar(40) not null,
    material      varchar(60) not null default 'Si',
    run_id        varchar(64) references run (id),
    slot          varchar(40) not null default '',
    disposition   varchar(20) not null default 'PENDING'
);

-- A disc punched from a coated foil, or a witness coupon punched for measurement only.
create table coupon (
    id            varchar(36) not null primary key,
    human_id      varchar(60) not null unique,
    unit          varchar(40) not null,
    foil_id       varchar(36) not null references foil_piece (id),
    is_witness    boolean     not null default false,
    diameter_mm   double precision,
    x_mm          double precision,                     -- from the foil datum
    y_mm          double precision,
    radius_mm     double precision,                     -- from the target axis
    orientation_deg double precision,
    side          varchar(1)  not null default 'A',
    tray          varchar(60) not null default '',
    well          varchar(20) not null default '',
    punch         varchar(60) not null default '',
    punch_count   integer,
    mass_mg       double precision,
    disposition   varchar(20) not null default 'PENDING'
);
create index coupon_foil on coupon (foil_id);

-- A thickness or another property measured on a witness, coupon or foil.
create table characterisation (
    id            varchar(36) not null primary key,
    unit          varchar(40) not null,
    entity_kind   varchar(20) not null,                 -- WITNESS, COUPON, FOIL_PIECE
    entity_id     varchar(36) not null,
    run_id        varchar(64) references run (id),
    method        varchar(40) not null,                 -- AFM, XRR, XPS, SEM, ...
    quantity      varchar(40) not null,
    quantity_value double precision not null,
    quantity_unit varchar(20) not null,
    sigma         double precision,
    site          varchar(60) not null default '',
    measured_at   timestamp with time zone not null,
    entered_at    timestamp with time zone not null,
    entered_by    varchar(120) not null
);
create index characterisation_entity on characterisation (entity_kind, entity_id);

-- Effective density of a sputtered film: a rate of mass is a rate of thickness only with it.
create table film_density (
    id            varchar(36) not null primary key,
    unit          varchar(40) not null,
    material      varchar(60) not null,
    recipe        varchar(120) not null default '',     -- empty: any recipe
    density_kg_m3 double precision not null,
    sigma_kg_m3   double precision not null,
    basis         varchar(20) not null,                 -- assumption or measured
    source        varchar(500) not null default '',
    valid_from    timestamp with time zone not null
);

create table target (
    id            varchar(36) not null primary key,
    serial        varchar(120) not null unique,
    unit          varchar(40) not null,
    material      varchar(60) not null,
    supplier      varchar(200) not null default '',
    purity        double precision,
    thickness_mm  double precision
);

create table target_install (
    id            varchar(36) not null primary key,
    target_id     varchar(36) not null references target (id),
    unit          varchar(40) not null,
    cathode       varchar(40) not null,
    installed_at  timestamp with time zone not null,
    removed_at    timestamp with time zone,
    energy_start_kwh double precision,
    energy_end_kwh double precision
);

create table run_target (
    run_id        varchar(64) not null references run (id),
    install_id    varchar(36) not null references target_install (id),
    unit          varchar(40) not null,
    energy_start_kwh double precision,
    energy_end_kwh double precision,
    primary key (run_id, install_id)
);

create table gas_bottle (
    id            varchar(36) not null primary key,
    serial        varchar(120) not null unique,
    unit          varchar(40) not null,
    gas           varchar(20) not null,
    purity        double precision,
    supplier_lot  varchar(120) not null default '',
    installed_at  timestamp with time zone,
    removed_at    timestamp with time zone
);

create table run_gas_bottle (
    run_id        varchar(64) not null references run (id),
    bottle_id     varchar(36) not null references gas_bottle (id),
    unit          varchar(40) not null,
    primary key (run_id, bottle_id)
);

create table cell (
    id            varchar(36) not null primary key,
    human_id      varchar(60) not null unique,
    unit          varchar(40) not null,
    cell_type     varchar(20) not null,                 -- ZN_ZN, ZN_CU, ZN_TI, ZN_MNO2
    assembled_at  timestamp with time zone not null,
    builder       varchar(120) not null,
    electrolyte_lot varchar(120) not null default '',
    electrolyte_ul double precision,
    pressure_kpa  double precision,
    disposition   varchar(20) not null default 'PENDING'
);

-- What a cell was built from. A symmetric cell has two coated coupons, perhaps from different runs.
create table cell_part (
    cell_id       varchar(36) not null references cell (id),
    role          varchar(20) not null,                 -- WE, CE, REF, SEPARATOR, ELECTROLYTE, CATHODE
    position      integer     not null default 1,
    unit          varchar(40) not null,
    coupon_id     varchar(36) references coupon (id),
    material_lot  varchar(120) not null default '',
    facing        varchar(1)  not null default 'A',
    amount        double precision,
    amount_unit   varchar(20) not null default '',
    primary key (cell_id, role, position)
);
create index cell_part_coupon on cell_part (coupon_id);

-- One test of a cell. A cell that has not failed is not a missing number: its life is known to be at least life_h.
create table cell_test (
    id            varchar(36) not null primary key,
    human_id      varchar(60) not null unique,
    cell_id       varchar(36) not null references cell (id),
    unit          varchar(40) not null,
    protocol      varchar(120) not null,
    protocol_version integer  not null default 1,
    instrument    varchar(120) not null default '',
    channel       varchar(60) not null default '',
    temperature_k double precision,
    current_density_a_m2 double precision,
    areal_capacity_ah_m2 double precision,
    started_at    timestamp with time zone,
    ended_at      timestamp with time zone,
    end_reason    varchar(40) not null default '',      -- SHORT, FADE, STOPPED, RUNNING, ...
    life_h        double precision,
    life_cycles   integer,
    censored      boolean     not null default true     -- true: life_h is a lower bound
);
create index cell_test_cell on cell_test (cell_id);

create table test_file (
    sha256        varchar(64) not null,
    test_id       varchar(36) references cell_test (id), -- null: in the inbox, not linked yet
    part          integer     not null default 0,        -- one file may hold several tests
    unit          varchar(40) not null,
    name          varchar(500) not null,
    size_bytes    bigint      not null,
    format        varchar(60) not null,
    parser        varchar(60) not null,
    parser_version varchar(40) not null,
    linked_by     varchar(40) not null default '',       -- ID_IN_FILE, NAME, CHANNEL, MANUAL
    supersedes    varchar(64),
    primary key (sha256, part)
);
create index test_file_test on test_file (test_id);

-- Every 'came from', for tracing forward and backward in one question.
create table edge (
    parent_kind   varchar(20) not null,
    parent_id     varchar(64) not null,
    child_kind    varchar(20) not null,
    child_id      varchar(64) not null,
    kind          varchar(20) not null,                 -- CUT_FROM, COATED_IN, PUNCHED_FROM, PART_OF, TESTED_AS, REWORK_OF
    unit          varchar(40) not null,
    at            timestamp with time zone not null,
    primary key (parent_kind, parent_id, child_kind, child_id, kind)
);
create index edge_child on edge (child_kind, child_id);

-- Every mark a person or the program put on a thing; the newest one holds.
create table disposition (
    id            varchar(36) not null primary key,
    unit          varchar(40) not null,
    entity_kind   varchar(20) not null,
    entity_id     varchar(64) not null,
    disposition   varchar(20) not null,
    reason        varchar(2000) not null,
    at            timestamp with time zone not null,
    who           varchar(120) not null
);
create index disposition_entity on disposition (entity_kind, entity_id, at);
