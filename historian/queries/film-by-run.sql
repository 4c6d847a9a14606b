-- What film did each run make, and how far was it from what was asked?
-- :recipe  text       recipe id, for example tio2-32nm-on-zn
-- :since   timestamp  first run considered
-- measured_nm is the mean over all thickness measurements of the run's witnesses; empty while none is in.
select r.id,
       r.started_at,
       r.state,
       r.recipe_version,
       r.target_nm,
       r.thickness_nm                    as estimate_nm,
       r.sigma_nm,
       r.thickness_nm - r.target_nm      as estimate_off_nm,
       r.true_nm,
       avg(c.quantity_value)             as measured_nm,
       count(c.id)                       as measurements
from run r
left join characterisation c
       on c.run_id = r.id and c.entity_kind = 'WITNESS' and c.quantity = 'thickness' and c.quantity_unit = 'nm'
where r.recipe = :recipe
  and r.started_at >= :since
group by r.id, r.started_at, r.state, r.recipe_version, r.target_nm, r.thickness_nm, r.sigma_nm, r.true_nm
order by r.started_at
