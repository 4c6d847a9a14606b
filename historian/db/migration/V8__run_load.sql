-- What lay on the holder, whether the film was for use, and how well it is known: a list of runs shows them without
-- opening a record. Runs from before this version have no load here; their foils are in run_foil.
alter table run add column loaded text;                                     -- holder, then one line a piece
alter table run add column production boolean default true not null;        -- false: a calibration run
alter table run add column u95_nm double precision;                         -- expanded uncertainty, 95 %
