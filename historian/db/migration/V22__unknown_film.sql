-- A run can be cut off with nobody knowing how much film there is. Then the item says so, and how much it can be at
-- most, until somebody has measured it or stated it under the deviation by which it goes on.
alter table partial_item alter column done_nm drop not null;
alter table partial_item alter column sigma_nm drop not null;
alter table partial_item add column film_from varchar(10) not null default 'COUNTED';  -- COUNTED, MEASURED, STATED, UNKNOWN
alter table partial_item add column most_nm double precision;                         -- most it can be, while it was not counted
