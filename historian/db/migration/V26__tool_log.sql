-- Logs of other tools that were imported as runs of these tools: from which bytes, by which mapping, and what each column
-- means. Their samples stand in sample_block under the tool's own unit, in the log's own units; the runs of this
-- installation's units are never among them, and nothing is learned from them.
create table tool_log (
    run_id        varchar(64)  not null primary key references run (id),
    unit          varchar(40)  not null,                -- the tool it came from
    file_name     varchar(500) not null,
    sha256        varchar(64)  not null unique,         -- of its bytes
    mapping       varchar(120) not null,                -- historian/imports/<mapping>.yaml
    mapping_sha256 varchar(64) not null,
    log_rows      integer      not null,
    samples       bigint       not null,
    file_bytes    bigint       not null,
    stored_bytes  bigint       not null,                -- compressed blocks
    at            timestamp with time zone not null,
    who           varchar(120) not null
);

create table tool_log_column (
    run_id        varchar(64)  not null references tool_log (run_id),
    ordinal       integer      not null,                -- in the order of the log
    unit          varchar(40)  not null,
    name          varchar(200) not null,                -- as the tool writes it
    tag           varchar(120) not null,                -- under which its samples stand
    measure       varchar(20)  not null,                -- symbol of the values' unit, or empty
    labels_json   text         not null,                -- what 0, 1, 2 … stand for in a column of words
    known         boolean      not null,                -- whether a line of the mapping speaks of it
    primary key (run_id, ordinal)
);
