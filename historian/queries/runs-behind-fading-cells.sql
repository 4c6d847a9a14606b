-- Which runs made the foil of cells that failed early?
-- :hours  number  a life below this is early
-- A cell counts as early only when its test has ended with a failure; a test that still runs, or was stopped, is
-- censored and counts as "so_far" when its hours are below the limit: it may still turn out either way.
-- A cell of two coated coupons counts for the runs of both.
select r.id                                                                          as run_id,
       r.recipe,
       r.recipe_version,
       r.started_at,
       count(distinct case when not t.censored and t.life_h < :hours then t.cell_id end)  as early,
       count(distinct case when t.censored and t.life_h < :hours then t.cell_id end)      as so_far,
       count(distinct t.cell_id)                                                         as cells
from run r
join run_foil rf  on rf.run_id = r.id
join coupon co    on co.foil_id = rf.foil_id
join cell_part p  on p.coupon_id = co.id
join cell_test t  on t.cell_id = p.cell_id
group by r.id, r.recipe, r.recipe_version, r.started_at
having count(distinct case when not t.censored and t.life_h < :hours then t.cell_id end) > 0
order by early desc, r.started_at
