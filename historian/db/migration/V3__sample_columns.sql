-- What remains of samples past their time: smallest, mean and largest value per step of the clock, compressed by stretch.
create table sample_column (
    unit          varchar(40)  not null,
    tag           varchar(120) not null,
    first_seq     bigint       not null,                -- of the first sample it stands for
    last_seq      bigint       not null,
    from_at       timestamp with time zone not null,    -- of the samples, not of the columns
    to_at         timestamp with time zone not null,
    step_s        double precision not null,            -- width of a column
    columns       integer      not null,
    codec         smallint     not null,
    payload       bytea        not null,
    crc32c        bigint       not null,                -- over tag, sequence numbers, count and payload
    primary key (unit, tag, first_seq)
);
create index sample_column_at on sample_column (unit, tag, to_at);

-- A run that is over is in no phase.
update run set phase = '' where ended_at is not null;
