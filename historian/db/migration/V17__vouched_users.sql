-- People the site's identity service vouches for stand under its address and its name for them, which is longer than
-- a name of ours.
alter table account alter column user_name set data type varchar(120);
alter table account alter column created_by set data type varchar(120);
alter table account add column issuer varchar(200) default '' not null;  -- the identity service; empty: a user of ours
