-- The genealogy as a graph: every thing says when and by whom it was written down, every edge when it was known.

alter table foil_lot add column created_at timestamp with time zone;
alter table foil_lot add column created_by varchar(120) default '' not null;
alter table foil_lot add column certificate varchar(500) default '' not null;
alter table witness add column created_at timestamp with time zone;
alter table witness add column created_by varchar(120) default '' not null;
alter table witness add column demonstration boolean default false not null;
alter table coupon add column created_at timestamp with time zone;
alter table coupon add column created_by varchar(120) default '' not null;
alter table coupon add column demonstration boolean default false not null;
alter table cell add column created_at timestamp with time zone;
alter table cell add column created_by varchar(120) default '' not null;
alter table cell add column demonstration boolean default false not null;
alter table cell_test add column created_at timestamp with time zone;
alter table cell_test add column created_by varchar(120) default '' not null;
alter table cell_test add column demonstration boolean default false not null;
alter table cell_test add column eol_rule varchar(60) default '' not null;      -- rule and version that ended the life
alter table target add column created_at timestamp with time zone;
alter table target add column created_by varchar(120) default '' not null;
alter table target add column demonstration boolean default false not null;
alter table gas_bottle add column created_at timestamp with time zone;
alter table gas_bottle add column created_by varchar(120) default '' not null;
alter table gas_bottle add column demonstration boolean default false not null;

-- How foil was made ready before it was coated; bare controls have the same.
create table preparation (
    id            varchar(36) not null primary key,
    human_id      varchar(60) not null unique,
    unit          varchar(40) not null,
    sop           varchar(500) not null,
    sop_version   varchar(500) not null default '',
    steps         varchar(500) not null default '',
    bath_lot      varchar(500) not null default '',
    finished_at   timestamp with time zone,
    storage       varchar(500) not null default '',
    created_at    timestamp with time zone,
    created_by    varchar(120) not null default '',
    demonstration boolean     not null default false
);
alter table foil_piece add column preparation_id varchar(36) references preparation (id);

-- A disc that was dropped has no well any more: nobody can say which one it is, and nobody guesses.
create table identity_lost (
    entity_kind   varchar(20) not null,
    entity_id     varchar(64) not null,
    unit          varchar(40) not null,
    at            timestamp with time zone not null,
    who           varchar(120) not null,
    reason        varchar(2000) not null,
    primary key (entity_kind, entity_id)
);

-- An edge says when it happened (at) and since when it is known; a view as of a date goes by the second.
alter table edge add column known_at timestamp with time zone;
alter table edge add column note varchar(120) default '' not null;             -- role, or slot, side and pass
update edge set known_at = at;

-- A film comes from its run: the run is what the coated foil came from.
insert into edge (parent_kind, parent_id, child_kind, child_id, kind, unit, at, known_at, note)
    select 'RUN', e.child_id, 'FOIL_PIECE', e.parent_id, 'COATED_IN', e.unit, e.at, e.at,
           coalesce((select min('slot ' || rf.slot || ' side ' || rf.side) from run_foil rf
                     where rf.run_id = e.child_id and rf.foil_id = e.parent_id), '')
    from edge e where e.kind = 'COATED_IN' and e.parent_kind = 'FOIL_PIECE' and e.child_kind = 'RUN';
delete from edge where kind = 'COATED_IN' and parent_kind = 'FOIL_PIECE' and child_kind = 'RUN';

-- Witnesses from before this version.
insert into edge (parent_kind, parent_id, child_kind, child_id, kind, unit, at, known_at)
    select 'RUN', w.run_id, 'WITNESS', w.id, 'WITNESS_OF', w.unit, r.started_at, r.started_at
    from witness w join run r on r.id = w.run_id;

create index edge_parent on edge (parent_id);
create index edge_child_id on edge (child_id);

-- Who signed, until when it holds, and on what it rests.
alter table disposition add column expires_at timestamp with time zone;
alter table disposition add column signature_id varchar(40) default '' not null;
alter table disposition add column evidence varchar(2000) default '' not null;
create index disposition_id on disposition (entity_id, at);

-- Runs whose end has been looked at: what they used, and what the rules say of them.
create table run_judged (
    run_id        varchar(64) not null primary key references run (id),
    unit          varchar(40) not null,
    at            timestamp with time zone not null,
    broken        varchar(500) not null                                       -- rules, by name
);

-- When and by whom a tester's file was handed in.
alter table test_file add column received_at timestamp with time zone;
alter table test_file add column received_by varchar(120) default '' not null;
