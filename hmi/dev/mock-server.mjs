// A stand-in for the controller, for people who work on the pages without a JVM. It serves dist/ (after `npm run build`)
// and a plausible run: node dev/mock-server.mjs [running|pumpdown|throttle|shutter|idle|locked|trip|held|complete|stale|login] ; PORT=8080
// Signed in from the start, except as `login`. Nothing here is physics: curves are drawn so that the pages have something to show.
import { createServer } from 'node:http';
import { readFileSync, existsSync, readdirSync } from 'node:fs';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cells } from './mock-cells.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, '..', 'dist');
const tagFolder = join(here, '..', '..', 'equipment', 'tags');
let scene = process.argv[2] ?? process.env.SCENE ?? 'running';
const port = Number(process.env.PORT ?? 8080);
let signedIn = scene !== 'login';
let user = 'operator';
const t0 = Date.now();
let tick = 1000;
const faults = new Set();
let speed = 1;

// Tag definitions come from the plant's own files, by the few fields the pages need.
const definitions = readdirSync(tagFolder).filter((f) => f.endsWith('.yaml')).flatMap((f) => {
  const text = readFileSync(join(tagFolder, f), 'utf8');
  return [...text.matchAll(/^([a-z0-9_.]+):\s*\n\s*\{([\s\S]*?)\}\s*$/gm)].map(([, tag, body]) => {
    const one = (re) => body.match(re)?.[1];
    const range = body.match(/range: (-?[\d.]+)\.\.(-?[\d.]+)/);
    const states = one(/states: \[([^\]]*)\]/)?.split(',').map((s) => s.trim()) ?? null;
    const tolerance = one(/tolerance: ([\d.]+)/);
    return { tag, title: one(/title: "([^"]*)"/), kind: /command: true/.test(body) ? 'COMMAND' : /derived: true/.test(body) ? 'DERIVED' : 'MEASURED', unit: one(/unit: "([^"]*)"/) ?? '', states,
      low: range ? Number(range[1]) : null, high: range ? Number(range[2]) : null, why: one(/why: "([^"]*)"/), tolerance: tolerance ? Number(tolerance) : null };
  });
});

const PLAN = [['Load', 120], ['PumpDown', 1450], ['LeakCheck', 60], ['GasStabilise', 70], ['Ignite', 25], ['Ramp', 30], ['PreSputter', 330], ['Poison', 150], ['Deposit', 407], ['CloseShutter', 2], ['RampDown', 75], ['Cool', 300], ['Vent', 600], ['Unload', null]];
const ENDS = { Load: 'door closed and confirmed', PumpDown: 'p ≤ 5 × 10⁻⁴ Pa', LeakCheck: '60 s rate of rise', PreSputter: 'voltage steady', Poison: 'voltage in band', Deposit: 'film ≥ 32.0 nm', Cool: 'carrier below 45 °C' };
const noise = (k, t) => Math.sin(t / 3.1 * k) * 0.6 + Math.sin(t / 7.7 + k) * 0.4;
const tripped = () => scene === 'trip';
const phaseAt = () => ({ running: 8, throttle: 3, shutter: 8, stale: 8, login: 8, trip: 8, held: 8, pumpdown: 1, complete: 13 })[scene] ?? -1;
const elapsed = () => (scene === 'trip' || scene === 'held' ? 210 : scene === 'complete' ? 40 : 270 + ((Date.now() - t0) / 1000) % 130);
const film = () => (phaseAt() > 8 ? 32.02 : phaseAt() === 8 ? Math.min(32, elapsed() * 32 / 407) : 0);

function values() {
  const t = Date.now() / 1000;
  const on = ['running', 'throttle', 'shutter', 'stale', 'login', 'held'].includes(scene);
  const open = on && scene !== 'held';
  const vac = phaseAt() >= 0 || scene === 'trip';
  const v = {};
  for (const d of definitions) v[d.tag] = d.states ? d.states[0] : d.low !== null && d.low > 0 ? d.low : 0;
  Object.assign(v, {
    'chamber.pressure': on ? 0.592 + noise(2, t) * 0.001 : scene === 'trip' ? 0.0031 : 0, 'chamber.pressure_wide': on ? 0.57 : scene === 'pumpdown' ? 4.2e-4 * (1 + noise(1, t) * 0.02) : scene === 'trip' ? 3.1e-3 : scene === 'complete' ? 95000 : 81000,
    'chamber.throttle.position': on ? 42.6 + noise(3, t) * 0.05 : 100, 'chamber.throttle.position_set': on ? 42.6 : 100, 'chamber.throttle.mode': 'POSITION', 'chamber.throttle.pressure_set': on ? 0.5 : 0,
    'cathode.power': on ? 150 + noise(2, t) * 0.12 : 0, 'cathode.power_set': on ? 150 : 0, 'cathode.voltage': on ? 431 + noise(4, t) * 0.8 : 0, 'cathode.current': on ? 0.348 : 0, 'cathode.arc_rate': on ? 3 : 0,
    'cathode.is_enabled': on ? 'YES' : 'NO', 'cathode.plasma': on ? 'ON' : 'OFF', 'cathode.cover_closed': 'YES',
    'gas.argon.flow': on ? 20 + noise(1, t) * 0.03 : 0, 'gas.argon.flow_set': on ? 20 : 0, 'gas.argon.valve.is_open': on ? 'YES' : 'NO', 'gas.argon.supply_pressure': 210, 'gas.oxygen.supply_pressure': 200,
    'gas.oxygen.flow': on ? 4 + noise(5, t) * 0.01 : 0, 'gas.oxygen.flow_set': on ? 4 : 0, 'gas.oxygen.valve.is_open': on ? 'YES' : 'NO',
    'cooling.flow': tripped() ? 0.6 : 4.2 + noise(2, t) * 0.03, 'cooling.outlet_temperature': tripped() ? 41.8 : 19.6, 'cooling.inlet_temperature': 18.2, 'cooling.valve.is_open': 'YES',
    'shutter.is_open': open ? 'YES' : 'NO', 'shutter.is_closed': open ? 'NO' : 'YES', 'shutter.open': open ? 'OPEN' : 'CLOSED', 'shutter.disagrees': 'NO',
    'substrate.rotation': on ? 10 : 0, 'substrate.rotation_set': on ? 10 : 0, 'substrate.carrier_temperature': 36.9, 'substrate.foil_temperature': on ? 38.2 : 36.9, 'door.is_closed': 'YES', 'safety.estop_ok': 'YES',
    'vacuum.gate.is_open': vac ? 'YES' : 'NO', 'vacuum.gate.is_closed': vac ? 'NO' : 'YES', 'vacuum.fore_valve.is_open': 'YES', 'vacuum.turbo.is_running': vac ? 'YES' : 'NO', 'vacuum.turbo.speed': vac ? 100 : 0, 'vacuum.backing_pump.is_running': 'YES', 'vacuum.foreline.pressure': on ? 1.1 : 0.9,
    'film.thickness': film(), 'film.sigma': 0.12 + film() * 0.008, 'film.rate': open ? 4.72 + noise(3, t) * 0.01 : 0, 'film.target': 32, 'run.phase': phaseAt() < 0 ? 'NONE' : PLAN[phaseAt()][0], 'run.state': runState(),
  });
  return v;
}
const runState = () => ({ running: 'RUNNING', throttle: 'RUNNING', shutter: 'RUNNING', stale: 'RUNNING', login: 'RUNNING', pumpdown: 'RUNNING', trip: 'HELD', held: 'HELD', complete: 'COMPLETE' })[scene] ?? 'IDLE';

function tags() {
  const out = {};
  const at = new Date().toISOString();
  for (const [tag, v] of Object.entries(values())) out[tag] = { v, q: 'GOOD', t: at };
  if (faults.has('gauge-bad')) out['chamber.pressure'] = { v: null, q: 'BAD', t: at };
  if (faults.has('gauge-drift')) out['vacuum.foreline.pressure'].q = 'UNCERTAIN';
  return out;
}

/** What a tool with a manual throttle or shutter asks for; the countdown begins anew every 20 s. */
function handPrompt() {
  const moment = Math.floor((Date.now() - t0) / 20000);
  if (scene === 'throttle') return { number: 1, phase: 'GasStabilise', text: 'Turn the throttle to 0.6 Pa ± 0.012 Pa', detail: '0.592 Pa, steady: confirm', answers: ['CONFIRM'], signed: false, askedAt: new Date(t0).toISOString(), withinS: 600, watch: { tag: 'chamber.pressure', low: 0.588, high: 0.612 }, zeroS: null };
  return scene === 'shutter' ? { number: 2 + moment, phase: 'Deposit', text: 'Close the shutter at zero, and press the key as you do', detail: 'without a key the power goes off: nothing else can stop the film', answers: ['CONFIRM'], signed: false, askedAt: new Date(t0 + moment * 20000).toISOString(), withinS: 15, watch: null, zeroS: 10 } : null;
}

function run() {
  const at = phaseAt();
  if (at < 0) return null;
  const state = runState();
  const d = film();
  return { id: 'R-0417', recipe: 'tio2-32nm-on-zn', version: 1, title: 'TiO₂ 32 nm on Zn', state, phase: PLAN[at][0], phaseIndex: at + 1, phaseElapsedS: elapsed(), thicknessNm: d, thicknessSigmaNm: d > 0 ? 0.12 + d * 0.008 : 0, targetNm: 32, toleranceNm: 1,
    rateNmPerMin: 4.72, remainingS: state === 'RUNNING' && at === 8 ? 407 - elapsed() : null, predictedNm: at === 8 && state === 'RUNNING' ? 32 : null, predictedSigmaNm: 0.41, inToleranceP: 0.986, foils: ['ZF-2611-04'],
    phases: PLAN.map(([name, s], i) => ({ name, state: i < at || state === 'COMPLETE' ? 'DONE' : i === at ? (tripped() ? 'STOPPED' : 'CURRENT') : 'FUTURE', plannedS: s, elapsedS: i < at ? s : i === at ? elapsed() : null, endsWhen: ENDS[name] ?? null })),
    prompt: handPrompt(),
    next: handPrompt() ? { text: handPrompt().text, detail: handPrompt().detail } : state === 'HELD' ? { text: `Restart or stop: the shutter is closed, film ${d.toFixed(1)} nm`, detail: 'The plasma burns on. Hold ends by itself after 10 min: ramp down and park.' } : state === 'COMPLETE' ? { text: 'Run R-0417 is complete', detail: 'Estimate 32.0 ± 0.7 nm, inside tolerance.' } : at === 1 ? { text: 'Base pressure expected in 12 min', detail: 'Automatic. No operator action.' } : { text: 'Shutter closes at 32.0 nm, then power ramps down', detail: 'Automatic. No operator action until unload.' },
    allowed: state === 'RUNNING' ? ['HOLD', 'STOP', 'ABORT'] : state === 'HELD' ? (tripped() ? ['STOP', 'ABORT', 'PARK'] : ['RESTART', 'STOP', 'PARK', 'ABORT']) : [], endReason: state === 'COMPLETE' ? 'Film reached 32.0 nm' : null };
}
const verdict = () => tripped() ? { tripped: ['POWER_OFF', 'SHUTTER_CLOSE', 'GAS_CLOSE', 'HOLD'], firstOut: ['E5_COOLING_FLOW'], hold: true, abort: false, resettable: false, resetBlockedBy: ['E5_COOLING_FLOW'] }
  : scene === 'locked' ? { tripped: ['POWER_OFF', 'SHUTTER_CLOSE', 'GAS_CLOSE'], firstOut: [], hold: false, abort: false, resettable: true, resetBlockedBy: [] } : { tripped: [], firstOut: [], hold: false, abort: false, resettable: false, resetBlockedBy: [] };
const ago = (s) => new Date(t0 - s * 1000).toISOString();
const acked = new Set();
const alarms = () => [
  ...(tripped() ? [{ id: 'E5_COOLING_FLOW', title: 'Cathode cooling flow low-low', priority: 1, state: 'UNACKNOWLEDGED', since: ago(146), response: 'Check the water valve and the strainer behind the chamber', value: '0.6 L/min', limit: 'trips below 2.5 L/min', tag: 'cooling.flow' }, { id: 'RUN_HELD', title: 'Run R-0417 held in Deposit', priority: 2, state: 'UNACKNOWLEDGED', since: ago(143), response: 'Decide: restart with an engineer, or stop the run.', value: '16.5 nm', limit: '' }] : []),
  { id: 'TARGET_LIFE', title: 'Target life 71 %', priority: 3, state: 'UNACKNOWLEDGED', since: ago(9000), response: 'Plan a target change within nine runs.', value: '71 %', limit: 'above 70 %', tag: 'target.eroded' },
  { id: 'ROOM_HUMIDITY', title: 'Room humidity high', priority: 4, state: 'ACKNOWLEDGED', since: ago(8600), response: 'Keep the door open for as short as possible.', value: '58 %', limit: 'above 55 %' },
  { id: 'HISTORIAN_DISK', title: 'Historian disk above 80 %', priority: 4, state: 'RTN_UNACKNOWLEDGED', since: ago(9900), response: 'Returned to normal. Acknowledge to clear.', value: '79 %', limit: 'above 80 %' },
  { id: 'FORELINE_NOISE', title: 'Foreline gauge noise', priority: 4, state: 'SHELVED', since: ago(5000), response: 'Gauge service is booked.', value: '', limit: '' },
].map((a) => (acked.has(a.id) && a.state === 'UNACKNOWLEDGED' ? { ...a, state: 'ACKNOWLEDGED' } : a)).filter((a) => !(acked.has(a.id) && a.state === 'RTN_UNACKNOWLEDGED'));
const permissives = () => [['DOOR_CLOSED', 'Door closed', 'YES', 'YES'], ['ESTOP', 'Emergency stop chain', 'healthy', 'healthy'], ['COOLING', 'Cathode cooling flow', tripped() ? '0.6 L/min' : '4.2 L/min', '≥ 3.0 L/min'], ['COOLING_T', 'Cooling water temperature', '18.2 °C', '≤ 25 °C'], ['AR_SUPPLY', 'Argon supply', '210 kPa', '≥ 150 kPa'], ['O2_SUPPLY', 'Oxygen supply', '200 kPa', '≥ 150 kPa'], ['TURBO', 'Turbo and backing pump', 'ready', 'ready'], ['PSU', 'Power supply ready', 'no fault', 'no fault'], ['EXHAUST', 'Exhaust flow', scene === 'idle' ? 'unknown' : 'on', 'on'], ['AIR', 'Compressed air', '580 kPa', '≥ 450 kPa'], ['O2_PUMP', 'Pump rated for oxygen', 'YES', 'YES'], ['WATCHDOG', 'PLC watchdog', 'YES', 'YES']]
  .map(([id, title, value, limit]) => ({ id, title, ok: id === 'COOLING' && tripped() ? false : id === 'EXHAUST' && process.env.UNKNOWN ? null : true, value, limit, blocks: ['START', 'GasStabilise', 'Deposit'] }));
const links = () => [{ id: 'plc1', kind: 'OPC UA', state: 'UP', lastGoodAgeMs: 40, address: 'opc.tcp://127.0.0.1:4840', detail: '' }, { id: 'psu', kind: 'Modbus TCP', state: 'UP', lastGoodAgeMs: 60, address: 'modbus-tcp://127.0.0.1:5020', detail: '' }];
const plantTime = () => new Date().toISOString();
const frame = () => ({ tick: ++tick, serverTime: new Date().toISOString(), plantTime: plantTime(), mode: 'virtual', speed, tags: tags(), run: run(), unitState: runState(), verdict: verdict(), alarms: alarms(), permissives: permissives(), links: links() });

const CAUSES = [['E1_ESTOP', 'Emergency stop', 'healthy', 'open', 'H'], ['E2_DOOR', 'Chamber door open', 'YES', 'NO', 'H'], ['E5_COOLING_FLOW', 'Cathode cooling flow low-low', '4.2', '< 2.5', 'H+PLC', 'L/min'], ['I1_PRESSURE_HIGH', 'Chamber pressure high', '0.592', '> 5.0', 'L', 'Pa'], ['I3_TURBO_SPEED', 'Turbo speed low', '100', '< 80', 'L', '%'], ['I4_FORELINE', 'Foreline pressure high', '1.1', '> 50', 'L', 'Pa'], ['I6_COOLING_TEMPERATURE', 'Cooling water temperature', '19.6', '> 45', 'L', '°C'], ['I7_PRESSURE_BAND', 'Pressure outside its band', '0.592', '± 10 %', 'L', 'Pa'], ['I8_FLOW_BAND', 'Oxygen flow outside its band', '4.0', '± 0.3', 'L', 'sccm'], ['I14_SUPPLY_LIMITS', 'Supply voltage, current or power high', '431', '> 700', 'L', 'V'], ['I16_VOLTAGE_BAND', 'Cathode voltage outside learned band', '431', '± 2.5 %', 'L', 'V'], ['I18_ARC_RATE', 'Arc rate high', '3', '> 60', 'L', '1/min'], ['I20_SHUTTER', 'Shutter disagrees with its command', 'NO', 'YES', 'L'], ['I24_DEPOSIT_CAP', 'Deposition time cap', '270', '> 509', 'L', 's'], ['I26A_AIR', 'Compressed air low', '580', '< 400', 'L', 'kPa']];
const EFFECTS = [['POWER_OFF', 'Power off'], ['SHUTTER_CLOSE', 'Shutter close'], ['GAS_CLOSE', 'Gas valves close'], ['OXYGEN_CLOSE', 'Oxygen close'], ['GATE_CLOSE', 'Gate close'], ['TURBO_STOP', 'Turbo stop'], ['VENT_INHIBIT', 'Vent inhibit'], ['HOLD', 'Hold the run'], ['ABORT', 'Abort the run']];
const interlocks = () => ({ hash: '9c41e07ab2d95f10', firstOut: verdict().firstOut,
  causes: CAUSES.map(([id, title, value, limit, layer, unit]) => ({ id, title, state: tripped() && id === 'E5_COOLING_FLOW' ? 'ACTIVE' : 'CLEAR', value: tripped() && id === 'E5_COOLING_FLOW' ? '0.6' : value, limit, unit: unit ?? null, layer, hazard: id === 'E5_COOLING_FLOW' ? 'HAZ-03' : null })),
  effects: EFFECTS.map(([id, title]) => ({ id, title, state: verdict().tripped.includes(id) ? 'TRIPPED' : 'NORMAL', firstOut: null })),
  cells: CAUSES.flatMap(([cause], i) => EFFECTS.filter((_, j) => (i * 7 + j * 3) % 5 < 2 || j === 0 || (cause === 'E5_COOLING_FLOW' && [0, 1, 2, 7].includes(j))).map(([effect], j) => ({ cause, effect, delayMs: j % 3 === 2 ? 2000 : 0 }))),
  events: tripped() ? [[0, 'E5_COOLING_FLOW', 'Cathode cooling flow 0.6 L/min < 2.5'], [4, 'POWER_OFF', 'Power off granted 0 W'], [16, 'SHUTTER_CLOSE', 'Shutter close commanded'], [293, 'SHUTTER_CLOSE', 'Shutter closed confirmed'], [322, 'GAS_CLOSE', 'Argon and oxygen valves closed'], [787, 'THROTTLE', 'Throttle to 100 %'], [1100, 'I18_ARC_RATE', 'Arc counter reset']].map(([ms, id, text]) => ({ at: new Date(t0 - 146000 + ms).toISOString(), kind: 'CAUSE', id, text, offsetMs: ms })) : [] });

const P = (name, title, value, unit, low, high, basis = 'assumption', why = '') => ({ name, title, value, unit, low, high, basis, why });
const whatIf = () => [['power', -48.1, 1.76], ['argon', 3.2, -0.11], ['oxygen', 7.4, -0.26], ['pressure', 11.9, -0.41], ['time', 47.9, 1.6]].map(([setPoint, depositChangeS, thicknessChangeNm]) => ({ setPoint, changePercent: 5, rateNmPerMin: 2.01, depositChangeS, thicknessChangeNm, targetState: 'POISONED' }));
const prediction = () => (scene === 'idle' ? { thicknessNm: 31.9, sigmaNm: 0.93, durationS: 6420, durationRangeS: [5400, 8700], depositS: 1473, depositRangeS: [760, 2840], outOfToleranceP: 0.29, rateIsKnown: false, rateFactor: 1.49 }
  : { thicknessNm: 32.01, sigmaNm: 0.44, durationS: 5512, durationRangeS: [4860, 6310], depositS: 957, depositRangeS: [934, 980], outOfToleranceP: 0.0225, rateIsKnown: true, rateFactor: 1.015 });
const forecast = () => ({ ...prediction(), pumpDownS: 2180, pumpDownsSeen: 3, kWh: 0.0581, argonStandardLitres: 0.511, oxygenStandardLitres: 0.072, toleranceNm: 1, targetState: 'POISONED', rateNmPerMin: 2.01, whatIf: whatIf(), draws: 400, seed: 1 });
const told = (order) => { const two = order.oxygenSccm < 0.9; const p = prediction(); return { depositS: p.depositS, rateNmPerMin: two ? 9.8 : 2.01, thicknessNm: p.thicknessNm, sigmaNm: p.sigmaNm, depositRangeS: p.depositRangeS, outOfToleranceP: p.outOfToleranceP, targetState: two ? 'BISTABLE' : 'POISONED', voltageV: two ? 371 : 431, currentA: two ? 0.4 : 0.348, oxygenPa: 0.095, poisonedP: two ? 0 : 1, folds: { upSccm: 0.9, downSccm: 0.593 }, states: two ? [['METALLIC', true, 9.8], ['TRANSITION', false, 7.1], ['POISONED', true, 2.01]].map(([targetState, stable, rateNmPerMin]) => ({ targetState, stable, rateNmPerMin, voltageV: 400, currentA: 0.37, oxygenPa: 1e-3, targetOxide: 0.5 })) : [], whatIf: whatIf(), calibration: '1', place: 'HOLDER', draws: 400, seed: 1, ...(order.timeS ? { afterTime: { timeS: order.timeS, thicknessNm: 32 * order.timeS / 957, sigmaNm: 0.5, outOfToleranceP: Math.abs(order.timeS - 957) > 25 ? 0.98 : 0.05 } } : {}) }; };
const recipe = () => ({ id: 'tio2-32nm-on-zn', title: 'TIO2-ZN-32', description: 'TiO₂, 32 nm, reactive pulsed DC on zinc foil', version: 1, state: 'EFFECTIVE', hash: '9c41e07ab2d95f10aa', effective: 1, targetNm: 32, toleranceNm: 1, versions: [{ version: 1, state: 'EFFECTIVE', hash: '9c41e07ab2d95f10aa', authors: ['shipped'] }],
  formula: [P('target_thickness', 'Target thickness', 32, 'nm', 5, 100, 'paper', 'AFM in the source paper'), P('tolerance', 'Tolerance', 1, 'nm', 0.1, 5), P('power', 'Power', 150, 'W', 50, 300), P('argon_flow', 'Argon', 20, 'sccm', 5, 50), P('oxygen_flow', 'Oxygen', 4, 'sccm', 0, 10), P('process_pressure', 'Pressure', 0.5, 'Pa', 0.2, 2), P('frequency', 'Pulse frequency', 100, 'kHz', 0, 150)],
  prediction: forecast(),
  procedure: PLAN.map(([phase, s]) => ({ phase, plannedS: s, endsWhen: ENDS[phase] ?? (s ? `${s} s` : 'confirmed'), parameters: phase === 'Deposit' ? [P('power', 'Power', 150, 'W'), P('oxygenFlow', 'Oxygen', 4, 'sccm')] : phase === 'PreSputter' ? [P('power', 'Power', 150, 'W'), P('minimum', 'At least', 300, 's')] : [] })) });
const runs = () => [{ id: 'R-0417', state: runState(), recipe: 'tio2-32nm-on-zn', version: 1, startedAt: ago(2600), endedAt: null, foils: ['ZF-2611-04'], thicknessNm: film(), sigmaNm: 0.3, operator: 'operator', targetNm: 32, toleranceNm: 1 }, ...[416, 415, 414].map((n, i) => ({ id: `R-0${n}`, state: i === 1 ? 'ABORTED' : 'COMPLETE', recipe: 'tio2-32nm-on-zn', version: 1, startedAt: ago(90000 * (i + 1)), endedAt: ago(90000 * (i + 1) - 4200), foils: [`ZF-2610-0${9 - i}`], thicknessNm: i === 1 ? 11.3 : 32.03 - i * 0.05, sigmaNm: 0.33, trueNm: i === 1 ? 11.1 : 31.9 + i * 0.1, operator: 'operator', targetNm: 32, toleranceNm: 1 }))];

const history = (q) => {
  const from = Date.parse(q.get('from')); const to = Date.parse(q.get('to')); const n = Number(q.get('points') || 300); const tag = q.get('tag');
  const now = values()[tag]; const base = typeof now === 'number' ? now : 0; const out = [];
  const start = Date.now() - elapsed() * 1000;
  for (let i = 0; i < n; i += 1) {
    const t = from + (to - from) * i / n; const s = t / 1000;
    let v = base + noise(3, s) * Math.max(Math.abs(base) * 0.002, 0.0005);
    if (tripped() && t < t0 - 146000) v = { 'chamber.pressure': 0.592, 'cathode.power': 150, 'cathode.voltage': 431, 'gas.oxygen.flow': 4, 'cooling.flow': 4.2, 'film.rate': 4.7 }[tag] ?? v;
    if (phaseAt() === 8) { const u = (t - start) / 1000; if (tag === 'film.thickness') v = Math.max(0, Math.min(film(), u * 32 / 407)); else if (tag === 'film.sigma') v = 0.12 + Math.max(0, u * 32 / 407) * 0.008; else if (tag === 'cathode.voltage' && u < -150) v = 402 + noise(3, s); else if (tag === 'gas.oxygen.flow' && u < -150) v = 0; else if (tag === 'film.rate' && u < 0 && !tripped()) v = 0; else if (tag === 'chamber.pressure' && u < -150) v = 0.5 + noise(2, s) * 0.001; else if (tag === 'cathode.power' && u < -480) v = 0; }
    const p = { t: new Date(t).toISOString(), min: v - Math.abs(v) * 0.002, max: v + Math.abs(v) * 0.003, mean: v };
    if (!(i > n * 0.3 && i < n * 0.33)) out.push(p);
  }
  return { tag, unit: '', points: out, gaps: [{ from: new Date(from + (to - from) * 0.3).toISOString(), to: new Date(from + (to - from) * 0.33).toISOString(), reason: 'link lost' }] };
};

let decision = 'OPEN';
const cal = (rate, rateSigma, tooling, toolingSigma) => ({ rate, rateSigma, tooling, toolingSigma });
const calibration = () => {
  const residuals = [0.9, 1.4, 0.7, 5.9, 1.2].map((off, i) => ({ measurement: `m${i}`, run: `R-041${i + 2}`, measuredNm: 32 + off, sigmaNm: 0.48, beforeNm: 32, afterNm: 33.05, residualBeforeNm: off, residualAfterNm: off - 1.05, surpriseSigmas: i === 3 ? 4.4 : 0.8, rate: i === 3 ? 'HELD' : 'LEARNED', tooling: i === 3 ? 'NOT_COMPARED' : 'LEARNED', fresh: i === 4 }));
  return { inForce: 1, targetCalibrated: true, runsSinceMeasured: 0, advisories: [],
    versions: [{ version: 1, calibration: cal(1.0312, 0.0188, 0.9821, 0.0141), source: 'PROPOSAL', proposal: 2, at: ago(90000), who: 'engineer', name: 'Zhang Min', meaning: 'accepted', comment: 'three witnesses agree' }, { version: 0, calibration: cal(1, 0.015, 1, 0.03), source: 'PLANT_FILE', at: ago(900000), who: 'plant files', name: 'equipment/calibrations', meaning: '', comment: '' }],
    proposals: [{ id: 3, at: ago(300), decision, baseVersion: 1, before: cal(1.0312, 0.0188, 0.9821, 0.0141), after: cal(1.0648, 0.0176, 0.9794, 0.0122), timeChangePercent: -3.2, measuredRuns: 4, driftPercentPerRun: 0.12, rmsBeforeNm: 1.09, rmsAfterNm: 0.28, flags: ['HELD'], residuals, comment: '' }],
    measurements: residuals.slice().reverse().map((r) => ({ id: r.measurement, run: r.run, place: `W-${r.run}`, method: 'AFM', thicknessNm: r.measuredNm, sigmaNm: r.sigmaNm, site: 'centre', measuredAt: ago(4000), enteredBy: 'virtual chamber', demonstration: true, setAside: false })) };
};

let locked = false;
let chosen = false;
const person = (name, printed, roles, more = {}) => ({ user: name, name: printed, roles, createdAt: ago(9e6), createdBy: 'admin', passwordAt: ago(2e6), mustChangePassword: false, disabledAt: null, demonstration: true, sessions: 0, ...more });
const users = [person('admin', 'Demo Admin', ['admin'], { sessions: 1 }), person('engineer', 'Zhang Min', ['engineer'], { sessions: 2 }), person('mara', 'Mara Lind', ['operator', 'maintenance'], { mustChangePassword: true, demonstration: false }), person('operator', 'Li Wei', ['operator']), person('pavel', 'Pavel Novák', ['qa'], { disabledAt: ago(4e5), demonstration: false })];
const sessions = () => ['s1', 's2', 's3'].map((id, i) => ({ id, user: i === 2 ? 'engineer' : user, from: ['127.0.0.1', '192.0.2.17', '192.0.2.31'][i], browser: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36', by: 'password', startedAt: ago(5000 * (i + 1)), activeAt: ago(300 * i), endsAt: ago(-30000), locked: i === 1, locksInS: 600, own: i === 0 }));
let keys = [{ id: '5f0a91c2e7d4', name: 'nightly trend export', scope: ['watch', 'audit'], createdAt: ago(9e5), expiresAt: ago(-7e6), revokedAt: null, valid: true }, { id: '11c9a0be4f27', name: 'old dashboard', scope: ['watch'], createdAt: ago(9e6), expiresAt: ago(5e5), revokedAt: ago(6e5), valid: false }];
const certificate = (standing, application, digit) => ({ thumbprint: `${digit}3f0`.repeat(16), subject: 'CN=PVD-01 PLC,O=Example', application, notBefore: ago(9e6), notAfter: ago(-9e7), expired: false, standing });

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.svg': 'image/svg+xml' };
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
let commands = 0;

createServer((req, res) => {
  const url = new URL(req.url, 'http://x');
  const path = url.pathname;
  const json = (body, status = 200) => { res.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }); res.end(JSON.stringify(body)); };
  let body = '';
  req.on('data', (d) => { body += d; });
  req.on('end', () => {
    const data = () => { try { return JSON.parse(body); } catch { return {}; } };
    if (path === '/mock') { if (url.searchParams.get('scene')) scene = url.searchParams.get('scene'); return json({ scene, commands }); }
    if (path === '/j_security_check') { const p = new URLSearchParams(body); signedIn = p.get('j_password') === 'demo'; user = p.get('j_username'); res.writeHead(signedIn ? 200 : 401); return res.end(); }
    if (path.startsWith('/api/v1/')) {
      const rest = path.slice(8);
      if (req.method !== 'GET') { commands += 1; console.log(req.method, rest, body, req.headers['x-client-time'] ?? ''); }
      if (rest === 'status') return json({ mode: 'virtual', ready: true, speed, plantTime: plantTime(), serverTime: new Date().toISOString(), chamber: 'PVD-01', unitState: runState(), run: run() && { ...run(), phases: undefined }, links: links(), tripped: verdict().tripped, firstOut: verdict().firstOut, alarms: { unacknowledged: 1, active: 3 }, plantHash: '9c41', version: '0.1.0' });
      if (rest === 'abort') { scene = 'locked'; return json({}, 202); }
      if (rest === 'sign-in') return json({ password: true, service: 'https://idp.example/realms/site' });
      if (!signedIn) return json({ title: 'Sign in', status: 401 }, 401);
      if (rest === 'me') return json({ user, name: user === 'operator' ? 'Li Wei' : user, roles: [user], can: { genealogy: true, start: true, hold: true, abort: true, reset: true, acknowledge: true, measure: true, calibrate: user !== 'operator', ownAccount: true, watch: true, users: user === 'admin', certificates: user === 'admin' }, mustChangePassword: user === 'qa' && !chosen, by: 'session' });
      if (rest === 'session') return json({ ...sessions()[0], locked, locksInS: locked ? 0 : 900 });
      if (rest === 'session/lock') { locked = true; return json({ ...sessions()[0], locked }); }
      if (rest === 'session/resume') { if (data().password !== 'demo') return json({ title: 'Not allowed', status: 403, detail: 'The password is not yours.' }, 403); locked = false; return json(sessions()[0]); }
      if (rest === 'sessions') return json(sessions());
      if (rest.startsWith('sessions')) return json({}, 200);
      if (rest === 'me/password') { if (data().password.length < 15) return json({ title: 'Breaks a rule', status: 422, violations: [{ field: 'password', rule: 'length', message: `At least 15 characters; a sentence does well. This has ${data().password.length}.` }] }, 422); chosen = true; return json({}); }
      if (rest === 'me/tokens' && req.method === 'POST') { keys.unshift({ id: '9c41d2a07b3e', ...data(), createdAt: ago(0), expiresAt: ago(-86400 * data().days), revokedAt: null, valid: true }); return json({ ...keys[0], key: 'spt_4mT0Zr9uWb2yQvXk7Lh1JcNf8aPdSe3oGi5tRzUxYwA' }, 201); }
      if (rest === 'me/tokens') return json(keys);
      if (rest.startsWith('me/tokens/')) { keys = keys.map((k) => (k.id === rest.slice(10) ? { ...k, revokedAt: ago(0), valid: false } : k)); return json({}); }
      if (rest === 'users' && req.method === 'POST') { users.push(person(data().user, data().name, data().roles, { mustChangePassword: true, demonstration: false })); return json({ user: data().user, oneTimePassword: 'k7mq2zt9wpvb4xhd3rny' }, 201); }
      if (rest === 'users') return json(users);
      if (/^users\/[^/]+\/reset-password$/.test(rest)) return json({ user: rest.split('/')[1], oneTimePassword: 'b4xhd3rnyk7mq2zt9wpv' });
      if (rest.startsWith('users/')) { const u = users.find((x) => x.user === rest.slice(6)); const { disabled, reason, ...rest2 } = data(); Object.assign(u, rest2, disabled === undefined ? {} : { disabledAt: disabled ? ago(0) : null }); return json(u); }
      if (rest === 'certificates') return json([{ link: 'plc1', own: certificate('OWN', 'urn:sputterpilot:controller', 'a'), peers: [certificate('TRUSTED', 'urn:pvd-01:plc', 'b'), certificate('QUARANTINE', 'urn:pvd-01:plc', 'c')] }]);
      if (rest.startsWith('certificates/')) return json({});
      if (rest === 'logout') { signedIn = false; return json({}); }
      if (rest === 'stream') {
        res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
        const send = (event, f) => res.write(`id: ${f.tick}\nevent: ${event}\ndata: ${JSON.stringify(f)}\n\n`);
        send('snapshot', frame());
        const timer = setInterval(() => { if (scene !== 'stale' || Date.now() - t0 < 6000) send('delta', frame()); }, 200);
        return res.on('close', () => clearInterval(timer));
      }
      if (rest === 'tags') return json(definitions);
      if (rest === 'permissives') return json(permissives());
      if (rest === 'interlocks') return json(interlocks());
      if (rest === 'interlocks/reset') { scene = 'idle'; return json({}, 202); }
      if (rest === 'film/predict') return json(told(data()));
      if (rest === 'recipes') return json([recipe(), { ...recipe(), id: 'tio2-20nm-on-zn', title: 'TIO2-ZN-20', effective: null, versions: [{ version: 1, state: 'DRAFT' }], targetNm: 20 }]);
      if (rest.startsWith('recipes/')) return json(recipe());
      if (rest === 'runs' && req.method === 'POST') { if (data().signature?.password !== 'demo') return json({ title: 'Signature', status: 403, detail: 'The password does not match', violations: [{ field: 'signature', message: 'The password does not match' }] }, 403); scene = 'pumpdown'; return json({ id: 'R-0418' }, 201); }
      if (rest === 'runs') return json(runs());
      if (/^runs\/[^/]+\/commands$/.test(rest)) { const c = data().command; if (c === 'HOLD') scene = 'held'; if (c === 'RESTART') scene = 'running'; if (c === 'STOP') scene = 'idle'; return json({}, 202); }
      if (rest.startsWith('runs/')) { const r = runs().find((x) => x.id === rest.slice(5)) ?? runs()[1]; return json({ ...r, title: 'TiO₂ 32 nm on Zn', hash: recipe().hash, endReason: r.state === 'COMPLETE' ? 'Film reached its target' : null, slots: [{ slot: 1, item: r.foils[0], thicknessNm: r.thicknessNm, sigmaNm: 0.33, trueNm: r.trueNm }], phases: PLAN.map(([name, s]) => ({ name, startedAt: ago(5000), endedAt: ago(4000), elapsedS: s, endedBecause: ENDS[name] ?? 'time' })), events: [{ at: ago(4900), kind: 'RUN', phase: 'Load', text: 'Run started by operator' }, { at: ago(4000), kind: 'PHASE', phase: 'PumpDown', text: 'Pump-down begins' }] }); }
      const ack = rest.match(/^alarms\/([^/]+)\/acknowledge$/); if (ack) { acked.add(decodeURIComponent(ack[1])); return json({}); }
      if (rest === 'history') return json(history(url.searchParams));
      if (rest === 'film/calibration') return json(calibration());
      if (rest === 'measurements/profiles') return json({ thicknessNm: 32.21, sigmaNm: 0.31, scatterNm: 0.54, profiles: 3, enough: true, steps: [0, 1, 2].map((k) => ({ name: `edge-${k + 1}.txt`, heightNm: 32.21 + (k - 1) * 0.5, sigmaNm: 0.4, edgeUm: 20, guardUm: 1.2, roughnessNm: 1.1, curve: Array.from({ length: 120 }, (_, i) => ({ xUm: i * 0.4, zNm: (i < 50 ? 0 : 32.2) + noise(1, i * (k + 1)) })) })) });
      if (rest === 'measurements') return json({ id: 'm9', proposal: 4 }, 201);
      const decided = rest.match(/^film\/calibration\/proposals\/\d+\/(accept|reject)$/); if (decided) { if (data().signature?.password !== 'demo') return json({ title: 'Not allowed', status: 403, detail: 'The password does not match' }, 403); decision = decided[1] === 'accept' ? 'ACCEPTED' : 'REJECTED'; return json({ version: 2 }); }
      if (rest.startsWith('film/calibration/versions/')) return json({ version: 2 });
      if (rest === 'virtual-chamber/faults' && req.method === 'POST') { faults.add(data().fault); return json({}, 201); }
      if (rest === 'virtual-chamber/faults') return json({ available: [['arc', 'A burst of hard arcs'], ['leak', 'A leak opens'], ['oxygen-loss', 'The oxygen flow stops'], ['shutter-stuck', 'The shutter does not move'], ['water-loss', 'The cathode water stops'], ['gauge-drift', 'A gauge drifts'], ['gauge-bad', 'A gauge reports bad quality'], ['door-open', 'The door switch opens'], ['power-dip', 'The mains dip']].map(([fault, what]) => ({ fault, what })), active: [...faults] });
      if (rest.startsWith('virtual-chamber/faults/')) { faults.delete(rest.slice(23)); return json({}); }
      if (rest === 'virtual-chamber/speed') { speed = data().speed; return json({ speed }); }
      const ofCells = cells(rest, url.searchParams); if (ofCells !== undefined) return json(ofCells);
      if (rest === 'signatures/meanings') return json({ 'calibration.accept': ['approval', 'responsibility'] });
      if (rest === 'signatures') return json([{ number: 7, id: 'g7', unit: 'PVD-01', act: 'run.start', object: url.searchParams.get('object'), user: 'operator', name: 'Demo Operator', meaning: 'I start this run', at: ago(900), record: '{}', recordHash: '5f0c91ab37de4c11a0', previous: '', signedText: '', publicKey: '', signature: '', fits: true }, { number: 9, id: 'g9', unit: 'PVD-01', act: 'x', object: '', user: 'engineer2', name: 'Demo Engineer2', meaning: 'I approve', at: ago(300), record: '{}', recordHash: '77aa91ab37de4c11a0', previous: '', signedText: '', publicKey: '', signature: '', fits: false }]);
      return json({ title: 'Not found', status: 404 }, 404);
    }
    const file = join(dist, normalize(path === '/' ? '/index.html' : path));
    if (!file.startsWith(dist) || !existsSync(file)) { res.writeHead(404); return res.end(); }
    res.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', 'Content-Security-Policy': CSP });
    res.end(readFileSync(file));
  });
}).listen(port, '127.0.0.1', () => console.log(`mock controller, scene ${scene}: http://localhost:${port}`));
