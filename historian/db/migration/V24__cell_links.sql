-- Which cell sat on which channel, which file belongs to which test, and what was derived from it.

-- Nothing here is rewritten but an end that was not known yet.
create table channel_mount (
    id            varchar(36) not null primary key,
    unit          varchar(40) not null,
    cell_id       varchar(36) not null references cell (id),
    device        varchar(60) not null,
    device_unit   varchar(20) not null default '',
    channel       varchar(20) not null,
    protocol      varchar(120) not null default '',
    mounted_at    timestamp with time zone not null,
    mounted_by    varchar(120) not null,
    clock_offset_s double precision not null default 0, -- what the device's clock is ahead of UTC
    unmounted_at  timestamp with time zone,
    unmounted_by  varchar(120) not null default '',
    end_reason    varchar(200) not null default ''
);
create index channel_mount_channel on channel_mount (unit, device, channel, mounted_at);
create index channel_mount_cell on channel_mount (cell_id);

create table test_file_link (
    id            varchar(36) not null primary key,
    unit          varchar(40) not null,
    sha256        varchar(64) not null,
    test_id       varchar(36) not null references cell_test (id),
    how           varchar(20) not null,                 -- CHANNEL_BOARD ID_IN_FILE NAME MANUAL
    confidence    double precision not null,
    evidence      varchar(2000) not null,
    at            timestamp with time zone not null,
    who           varchar(120) not null,
    ended_at      timestamp with time zone,
    ended_by      varchar(120) not null default '',
    end_reason    varchar(2000) not null default ''
);
create index test_file_link_file on test_file_link (sha256);
create index test_file_link_test on test_file_link (test_id);

-- A number typed in by hand counts once a second person has seen it.
create table cell_result (
    id            varchar(36) not null primary key,
    unit          varchar(40) not null,
    test_id       varchar(36) not null references cell_test (id),
    quantity      varchar(60) not null,
    number        double precision not null,
    verdict       varchar(60) not null default '',      -- SHORT RISE LIMIT CENSORED of a life
    instrument    varchar(120) not null,
    role          varchar(20) not null,                 -- of who entered it
    measured_at   timestamp with time zone not null,
    entered_at    timestamp with time zone not null,
    entered_by    varchar(120) not null,
    transcribed   boolean     not null default false,   -- from a paper form
    reason        varchar(2000) not null default '',
    seen_at       timestamp with time zone,
    seen_by       varchar(120) not null default ''
);
create index cell_result_test on cell_result (test_id);
