-- Runs of which nothing may be thinned out, whatever their age: who said so and why, and who took it back. The newest row
-- of a run holds; none is ever changed or removed.
create table legal_hold (
    run_id        varchar(64)  not null references run (id),
    number        integer      not null,                -- 1, 2, 3 ... of this run
    unit          varchar(40)  not null,
    held          boolean      not null,
    reason        varchar(2000) not null,
    who           varchar(120) not null,
    at            timestamp with time zone not null,
    primary key (run_id, number)
);
