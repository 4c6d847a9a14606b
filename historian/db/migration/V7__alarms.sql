-- Every move of every alarm, and how each alarm stood last. Both are written with the events of their turn, in the same
-- transaction, so that an alarm is never acknowledged in one and not in the other.

create table alarm_transition (
    unit          varchar(40) not null,
    seq           bigint      not null,                 -- the journal's number of the turn
    part          integer     not null,                 -- order within the turn
    at            timestamp with time zone not null,
    tick          bigint      not null,
    run_id        varchar(64),
    phase         varchar(40),
    alarm         varchar(80) not null,
    priority      integer     not null,
    from_state    varchar(40) not null,
    to_state      varchar(40) not null,
    event         varchar(40) not null,                 -- RAISE, CLEAR, ACKNOWLEDGE, SHELVE …
    reading       varchar(2000) not null,               -- what it was raised on, as it was then
    who           varchar(120) not null,                -- empty: nobody
    comment       varchar(2000) not null,
    until_at      timestamp with time zone,             -- when it comes back by itself, or is overdue
    one_shot      boolean     not null,
    primary key (unit, seq, part)
);
create index alarm_transition_at on alarm_transition (unit, at);
create index alarm_transition_alarm on alarm_transition (unit, alarm, seq, part);

create table alarm_standing (
    unit          varchar(40) not null,
    alarm         varchar(80) not null,
    seq           bigint      not null,                 -- the journal's number of the turn that wrote it
    state         varchar(40) not null,
    since         timestamp with time zone not null,
    raised        timestamp with time zone not null,
    active        boolean     not null,                 -- its condition stood
    latched       boolean     not null,                 -- it stood while it was set aside, and latches
    reading       varchar(2000) not null,
    who           varchar(120) not null,
    comment       varchar(2000) not null,
    until_at      timestamp with time zone,
    one_shot      boolean     not null,
    primary key (unit, alarm)
);
