-- Who has signed which cause-and-effect matrix. Append only: a changed file has another hash and no signature.
create table matrix_signature (
    unit          varchar(40)  not null,
    matrix_hash   varchar(64)  not null,                -- SHA-256 of interlocks/matrix.yaml
    role          varchar(20)  not null,                -- engineer, safety, qa
    who           varchar(120) not null,
    name          varchar(200) not null,
    meaning       varchar(500) not null,
    at            timestamp with time zone not null,
    primary key (unit, matrix_hash, role)
);
