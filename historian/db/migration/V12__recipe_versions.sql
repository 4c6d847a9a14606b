-- Every version of every recipe: its text, its life, and the names under it. A text and a signature are never changed.

-- Each text once, by the hash of its bytes. What a run was made with is found here by run.recipe_hash.
create table recipe_text (
    hash          varchar(64) not null primary key,     -- SHA-256 over the UTF-8 bytes
    content       text        not null,                 -- YAML as it was handed in, comments included
    at            timestamp with time zone not null
);

create table recipe_version (
    unit          varchar(40) not null,
    recipe        varchar(64) not null,
    version       integer     not null,
    state         varchar(20) not null,                 -- DRAFT, IN_REVIEW, APPROVED, EFFECTIVE, RETIRED
    hash          varchar(64) not null references recipe_text (hash),
    origin        varchar(20) not null,                 -- SHIPPED, FILE, POSTED
    based_on      integer     not null,                 -- the version it was made from; 0: none
    created_by    varchar(120) not null,
    created_at    timestamp with time zone not null,
    edited_by     varchar(120) not null,                -- whoever wrote the present text may not approve it
    edited_at     timestamp with time zone not null,
    comment       varchar(2000) not null,
    primary key (unit, recipe, version)
);

-- What was signed, bound to the text that was signed.
create table recipe_signature (
    unit          varchar(40) not null,
    recipe        varchar(64) not null,
    version       integer     not null,
    ordinal       integer     not null,
    act           varchar(20) not null,                 -- SUBMIT, APPROVE, REJECT, MAKE_EFFECTIVE, RETIRE
    hash          varchar(64) not null references recipe_text (hash),
    at            timestamp with time zone not null,
    who           varchar(120) not null,
    name          varchar(200) not null,
    meaning       varchar(500) not null,
    comment       varchar(2000) not null,
    primary key (unit, recipe, version, ordinal),
    foreign key (unit, recipe, version) references recipe_version (unit, recipe, version)
);

-- What a reader noticed about the present text of a version.
create table recipe_finding (
    unit          varchar(40) not null,
    recipe        varchar(64) not null,
    version       integer     not null,
    ordinal       integer     not null,
    severity      varchar(20) not null,                 -- NOTE, WARNING, ERROR
    rule          varchar(60) not null,
    path          varchar(300) not null,
    line          integer     not null,
    position      integer     not null,                 -- column of the text
    message       varchar(1000) not null,
    primary key (unit, recipe, version, ordinal),
    foreign key (unit, recipe, version) references recipe_version (unit, recipe, version)
);
