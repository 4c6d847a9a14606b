-- What was not as it should have been, and what a batch needs before it may be used. Rows are added and never
-- changed: what a deviation says today is what its entries add up to.
create table deviation (
    number        varchar(20)  not null primary key,    -- DV-26-0001, by the site's calendar
    unit          varchar(40)  not null,
    opened_for    varchar(400) not null,                -- run, or day, and cause; its own number when a person opened it
    run_id        varchar(64)  references run (id),     -- nothing: it belongs to no run
    cause         varchar(300) not null,                -- rule of historian/deviations.yaml and subject, or empty
    opened_at     timestamp with time zone not null,
    unique (unit, opened_for)
);
create index deviation_run on deviation (run_id);
create index deviation_opened on deviation (unit, opened_at);

-- Its life. One row for each field an entry changed; an entry that changed none has one row without a field.
create table deviation_entry (
    deviation     varchar(20)  not null references deviation (number),
    number        integer      not null,                -- 1, 2, 3 ... of this deviation, without a hole
    part          integer      not null,                -- several fields may change in one entry
    at            timestamp with time zone not null,
    who           varchar(120) not null,                -- a person, or SYSTEM
    name          varchar(200) not null,                -- as printed
    act           varchar(20)  not null,                -- OPEN, WRITE, AGAIN, CLASSIFY, HAND_IN, SEND_BACK, PERMIT, CLOSE, REOPEN
    field         varchar(20),                          -- STATE, CLASS, ITEMS, DESCRIPTION, ...
    old_value     varchar(4000) not null,
    new_value     varchar(4000) not null,
    reason        varchar(4000) not null,
    signature_id  varchar(40)  not null,
    primary key (deviation, number, part)
);

-- Which closings stand as signed addenda under the sealed record of their run.
create table deviation_filed (
    deviation     varchar(20)  not null references deviation (number),
    number        integer      not null,                -- the entry that closed it
    addendum      integer      not null,                -- of its run
    primary key (deviation, number)
);

-- What people have signed on the way to a release.
create table release_step (
    id            varchar(36)  not null primary key,
    unit          varchar(40)  not null,
    kind          varchar(20)  not null,                -- REVIEW of a run's record, RISK: a release at risk is asked for
    entity_kind   varchar(20)  not null,
    entity_id     varchar(64)  not null,
    at            timestamp with time zone not null,
    who           varchar(120) not null,
    name          varchar(200) not null,
    meaning       varchar(500) not null,
    text          varchar(2000) not null,
    expires_at    timestamp with time zone,             -- latest end of the release that is asked for
    record_hash   varchar(64)  not null,                -- seal of the record that was reviewed, or empty
    signature_id  varchar(40)  not null
);
create index release_step_entity on release_step (entity_id, at);

-- How far the events have been looked at for what opens a deviation. What happened before this version stays closed.
create table deviation_heard (
    unit          varchar(40)  not null primary key,
    seq           bigint       not null                 -- journal number of the last turn
);
insert into deviation_heard (unit, seq) select unit, max(seq) from event group by unit;
