-- Which runs were tripped, what came first, and in which phase?
-- :since  timestamp  first run considered
-- first_out is the earliest cause of the run; the later ones are in the event table.
select r.id,
       r.started_at,
       r.recipe,
       r.state,
       r.trips,
       e.at      as tripped_at,
       e.phase,
       e.subject as first_out,
       e.text
from run r
left join event e
       on e.run_id = r.id and e.unit = r.unit and e.kind = 'FIRST_OUT'
      and e.seq = (select min(f.seq) from event f where f.run_id = r.id and f.unit = r.unit and f.kind = 'FIRST_OUT')
where r.trips > 0
  and r.started_at >= :since
order by r.started_at, e.part
