-- Testers' files: how far each was read, what it says, and its records in compressed columns. The bytes themselves lie
-- beside the database, under their SHA-256.

alter table test_file add column state varchar(20) default 'RECEIVED' not null; -- RECEIVED READING READ UNREADABLE
alter table test_file add column source varchar(20) default 'UPLOAD' not null;  -- UPLOAD ARCHIVE FOLDER DEMONSTRATION
alter table test_file add column wanted varchar(60) default '' not null;        -- the test the sender named
alter table test_file add column records bigint default 0 not null;
alter table test_file add column cycles bigint default 0 not null;
alter table test_file add column half_cycles bigint default 0 not null;
alter table test_file add column first_time varchar(60) default '' not null;    -- as the file writes it; its zone is mostly unknown
alter table test_file add column last_time varchar(60) default '' not null;
alter table test_file add column min_voltage_v double precision;
alter table test_file add column max_voltage_v double precision;
alter table test_file add column wrong_line integer default 0 not null;         -- where it cannot be read
alter table test_file add column wrong_rule varchar(60) default '' not null;
alter table test_file add column wrong varchar(2000) default '' not null;
create index test_file_state on test_file (unit, state);

-- What the head of a file says, keys as found.
create table test_file_note (
    sha256        varchar(64) not null,
    name          varchar(200) not null,
    note          varchar(2000) not null,
    primary key (sha256, name)
);

-- What a person should know before believing it.
create table test_file_warning (
    sha256        varchar(64) not null,
    position      integer     not null,
    line          integer     not null,                 -- 0: the whole file
    code          varchar(60) not null,
    message       varchar(2000) not null,
    primary key (sha256, position)
);

-- One cycle by the tester's own label.
create table cell_cycle (
    sha256        varchar(64) not null,
    part          integer     not null,                 -- table of the file
    label         bigint      not null,                 -- -1: the file labels none
    records       bigint      not null,
    charge_ah     double precision not null,            -- by the tester's counters
    discharge_ah  double precision not null,
    integrated_charge_ah double precision not null,     -- by the current
    integrated_discharge_ah double precision not null,
    primary key (sha256, part, label)
);

-- One half-cycle: the current in one direction, rests left out.
create table cell_half_cycle (
    sha256        varchar(64) not null,
    position      integer     not null,                 -- from 1
    direction     integer     not null,                 -- 1 charges, -1 discharges
    start_s       double precision not null,            -- test time
    end_s         double precision not null,
    charge_ah     double precision not null,
    current_a     double precision not null,            -- mean, without its sign
    mean_v        double precision not null,            -- of the magnitude of the voltage
    late_v        double precision not null,            -- of its second half
    plateau_v     double precision not null,            -- of its last fifth
    most_v        double precision not null,
    tip           boolean     not null,                 -- whether the greatest comes before the last
    middle_v      double precision not null,            -- with its sign, when half the charge has passed
    median_v      double precision not null,
    primary key (sha256, position)
);

-- Columns of records, compressed; the names of the columns are those of a record's quantities.
create table cell_block (
    sha256        varchar(64) not null,
    part          integer     not null,
    kind          varchar(10) not null,                 -- RECORDS, or SKETCH: least and greatest of every so many records
    position      integer     not null,
    records       integer     not null,
    from_s        double precision,
    to_s          double precision,
    columns_held  varchar(500) not null,
    payload       bytea       not null,
    primary key (sha256, part, kind, position)
);
