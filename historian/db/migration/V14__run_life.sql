-- The life of a run: its control recipe, how far it has come, what waits to be run, and film that is only half there.

-- The frozen control recipe, whole, and its fingerprint; and what a controller needs to know that finds the run after
-- the one that started it has died. Runs from before this version have neither.
alter table run add column control_json text;                               -- canonical JSON
alter table run add column control_sha256 varchar(64);                      -- of control_json
alter table run add column progress_json text;                              -- canonical JSON, replaced at every step

-- Runs that are planned, in their order. Signed when they are entered; a run that starts by itself goes no further than
-- its leak check before somebody signs to be there.
create table run_queue (
    id            varchar(36) not null primary key,
    unit          varchar(40) not null,
    ordinal       integer     not null,                 -- place in the queue, from 1
    order_json    text        not null,                 -- what POST /runs takes
    recipe        varchar(64) not null,
    starts_at     timestamp with time zone,             -- when it starts by itself; nothing: when somebody starts it
    entered_by    varchar(120) not null,
    entered_at    timestamp with time zone not null,
    trouble       varchar(1000) not null default ''     -- why it did not start by itself
);
create index run_queue_unit on run_queue (unit, ordinal);

-- Film that is only half there, item by item: what is on it, and what was decided about it.
create table partial_item (
    run_id        varchar(64) not null references run (id),
    foil          varchar(60) not null,                 -- label of the item
    unit          varchar(40) not null,
    slot          integer     not null,
    side          varchar(1)  not null,
    done_nm       double precision not null,
    sigma_nm      double precision not null,
    target_nm     double precision not null,            -- of the whole film
    pass_number   integer     not null,
    vacuum_broken boolean     not null,
    decision      varchar(20) not null,                 -- OPEN, SCRAP, ENGINEERING_USE, CONTINUE
    reason        varchar(2000) not null default '',
    decided_by    varchar(120) not null default '',
    decided_at    timestamp with time zone,
    deviation     varchar(60) not null default '',      -- number of the deviation it may go on under
    approved_by   varchar(120) not null default '',     -- QA
    approved_at   timestamp with time zone,
    continued_in  varchar(64) not null default '',      -- the run that went on with it
    primary key (run_id, foil)
);
create index partial_item_unit on partial_item (unit, decision);
