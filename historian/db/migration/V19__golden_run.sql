-- The golden run: what the last good runs looked like, and how each run stood to it when it ended. Rows are never changed
-- and never removed: what was marked "test first" stays what it was.
create table golden_envelope (
    id            varchar(64)  not null primary key,    -- SHA-256 of the sheet
    unit          varchar(40)  not null,
    made_at       timestamp with time zone not null,
    recipe        varchar(64)  not null,
    recipe_hash   varchar(64)  not null,
    target        varchar(120) not null,                -- serial; empty when nobody said
    runs          integer      not null,                -- good runs it is made of
    sheet         text         not null                 -- canonical JSON: the bands, by phase and tag
);
create index golden_envelope_recipe on golden_envelope (unit, recipe, made_at);

create table golden_run (
    run_id        varchar(64)  not null primary key references run (id),
    unit          varchar(40)  not null,
    at            timestamp with time zone not null,
    envelope_id   varchar(64)  not null,                -- what it was compared with
    words         varchar(200) not null,
    excursions    integer      not null,
    score         double precision,                     -- sigma; nothing: not complete, or not enough good runs
    worst_sigmas  double precision not null,
    worst_tag     varchar(120) not null,
    worst_phase   varchar(40)  not null,
    film_sigmas   double precision not null,
    place         integer      not null,                -- rank among the good runs, 1 the worst
    of_runs       integer      not null,
    test_first    boolean      not null,
    reason        varchar(500) not null
);
